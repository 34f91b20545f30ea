package io.github.gatefault.filter.classify;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of the classes on an exception's stack, innermost first. To read a stack is costly: it is read once, or never. */
final class StackClassNames implements Supplier<List<String>> {
    private static final int MAX_FRAMES = 64;

    private final Supplier<StackTraceElement[]> frames;
    private @Nullable List<String> classNames;

    StackClassNames(Supplier<StackTraceElement[]> frames) {
        this.frames = frames;
    }

    @Override
    public List<String> get() {
        List<String> known = classNames;
        if (known == null) {
            known = Arrays.stream(frames.get())
                    .limit(MAX_FRAMES)
                    .map(frame -> CauseChain.unshaded(frame.getClassName()))
                    .toList();
            classNames = known;
        }
        return known;
    }
}
