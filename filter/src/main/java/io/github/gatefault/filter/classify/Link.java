package io.github.gatefault.filter.classify;

import java.util.List;
import java.util.function.Supplier;

/**
 * One exception of a chain, with what rules look at.
 *
 * @param types the names of its class and of all that it extends, the class itself first
 * @param message the beginning of its message, or nothing
 * @param suppressed whether it hangs beside the chain of causes: a failed attempt before, or a clean-up that failed after
 * @param frames where it was thrown; asked for only when a rule needs it, since a stack is costly to read
 */
record Link(List<String> types, String message, boolean suppressed, Supplier<StackTraceElement[]> frames) {
    private static final int MAX_FRAMES = 64;

    String className() {
        return types.get(0);
    }

    /** Returns whether a class on the stack has a name that begins like one of these, and none like one behind a "!". */
    boolean thrownIn(List<String> prefixes) {
        boolean found = false;
        StackTraceElement[] stack = frames.get();
        for (int i = 0; i < Math.min(stack.length, MAX_FRAMES); i++) {
            String name = CauseChain.unshaded(stack[i].getClassName());
            for (String prefix : prefixes) {
                if (prefix.charAt(0) != '!') {
                    found |= name.startsWith(prefix);
                } else if (name.startsWith(prefix.substring(1))) {
                    return false;
                }
            }
        }
        return found;
    }
}
