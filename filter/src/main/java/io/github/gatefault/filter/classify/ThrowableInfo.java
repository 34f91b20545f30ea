package io.github.gatefault.filter.classify;

import java.util.List;
import java.util.function.Supplier;

/**
 * One exception of a chain, with what rules look at.
 *
 * @param types the names of its class and of all that it extends, the class itself first
 * @param message the beginning of its message, or nothing
 * @param suppressed whether it hangs beside the chain of causes: a failed attempt before, or a clean-up that failed after
 * @param stack the names of the classes on its stack, innermost first; asked for only when a rule needs it
 */
record ThrowableInfo(List<String> types, String message, boolean suppressed, Supplier<List<String>> stack) {

    String className() {
        return types.get(0);
    }

    /** Returns whether a class on the stack has a name that begins like one of these, and none like one behind a "!". */
    boolean thrownIn(List<String> prefixes) {
        boolean found = false;
        for (String name : stack.get()) {
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
