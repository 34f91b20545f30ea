package io.github.gatefault.filter.classify;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of the classes on an exception's stack, innermost first. Reading a stack is slow, so it is read once or never. */
final class StackClassNames implements Supplier<List<String>> {
    private static final int MAX_FRAMES = 64;

    private final Supplier<StackTraceElement[]> stackTrace;
    private @Nullable List<String> classNames;

    StackClassNames(Supplier<StackTraceElement[]> stackTrace) {
        this.stackTrace = stackTrace;
    }

    @Override
    public List<String> get() {
        List<String> known = classNames;
        if (known == null) {
            known = Arrays.stream(stackTrace.get())
                    .limit(MAX_FRAMES)
                    .map(frame -> ThrowableInfo.unshaded(frame.getClassName()))
                    .toList();
            classNames = known;
        }
        return known;
    }
}
