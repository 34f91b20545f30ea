package io.github.gatefault.filter.internal.exception;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exception with its causes and suppressed exceptions. Each walk looks at {@value #MAX_LINKS} exceptions at most, and at each
 * of them once, so long and circular chains cost little. Methods of exceptions are other people's code: where one of them
 * throws, it counts as if it had returned nothing; only {@link OutOfMemoryError} and {@link InternalError} pass.
 */
public final class ThrowableChain {
    /** The most exceptions that a walk looks at. */
    public static final int MAX_LINKS = 64;

    private static final int TYPICAL_LINKS = 4;
    private static final StackTraceElement[] NO_FRAMES = {};

    private ThrowableChain() {}

    /** An exception of a chain. The parent has it as its cause or suppressed it; the innermost has no cause. */
    public record Entry(Throwable exception, @Nullable Throwable parent, boolean suppressed, boolean innermost) {}

    /** Returns the exception and its causes, outermost first. */
    public static List<Throwable> causes(Throwable exception) {
        List<Entry> links = new ArrayList<>(TYPICAL_LINKS);
        addWithCauses(exception, null, links);
        List<Throwable> causes = new ArrayList<>(links.size());
        links.forEach(link -> causes.add(link.exception()));
        return causes;
    }

    /**
     * Returns the exception and its causes, outermost first, then the exceptions that each of these suppressed with their causes,
     * and so on. A parent always comes before its children.
     */
    public static List<Entry> causesAndSuppressed(Throwable exception) {
        List<Entry> links = new ArrayList<>(TYPICAL_LINKS);
        addWithCauses(exception, null, links);
        for (int i = 0; i < links.size() && links.size() < MAX_LINKS; i++) {
            Throwable parent = links.get(i).exception();
            Throwable[] suppressed = parent.getSuppressed();
            for (int s = 0; s < Math.min(suppressed.length, MAX_LINKS); s++) {
                addWithCauses(suppressed[s], parent, links);
            }
        }
        return links;
    }

    private static void addWithCauses(Throwable first, @Nullable Throwable suppressedBy, List<Entry> links) {
        Throwable parent = suppressedBy;
        boolean suppressed = suppressedBy != null;
        Throwable next = first;
        while (next != null && links.size() < MAX_LINKS && isNew(next, links)) {
            Throwable cause = read(next::getCause);
            links.add(new Entry(next, parent, suppressed, cause == null));
            parent = next;
            suppressed = false;
            next = cause;
        }
    }

    /** Compares identities, as other people's exceptions may be equal to anything. A loop is faster than a set here. */
    private static boolean isNew(Throwable exception, List<Entry> links) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).exception() == exception) {
                return false;
            }
        }
        return true;
    }

    /** Returns the message, or an empty text where there is none. */
    public static String message(Throwable exception) {
        return Objects.requireNonNullElse(read(exception::getMessage), "");
    }

    /** Returns the stack trace, or no frames where there is none. */
    public static StackTraceElement[] stackTrace(Throwable exception) {
        return Objects.requireNonNullElse(read(exception::getStackTrace), NO_FRAMES);
    }

    private static <T> @Nullable T read(Supplier<? extends @Nullable T> property) {
        try {
            return property.get();
        } catch (OutOfMemoryError | InternalError e) {
            throw e;
        } catch (Throwable e) {
            // We read the exception because something else failed; a second failure must not hide the first.
            return null;
        }
    }
}
