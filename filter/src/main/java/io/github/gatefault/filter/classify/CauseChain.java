package io.github.gatefault.filter.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The links of an exception, outermost first: its causes, then what each of them suppressed. However long, circular or
 * hostile the chain, the work is bounded.
 */
final class CauseChain {
    static final int MAX_LINKS = 64;
    static final int MAX_MESSAGE = 512;
    /** Some of what is seen is no link. */
    private static final int MAX_SEEN = 2 * MAX_LINKS;

    private static final int TYPICAL_LINKS = 4;

    /** Libraries that carry a copy of Netty or Reactor put it below such a package. */
    private static final String SHADED = ".shaded.";

    /** Reactor notes where a chain of operators was put together; that is no failure. */
    private static final String ASSEMBLY_TRACE = "reactor.core.publisher.FluxOnAssembly$OnAssemblyException";

    /** How Netty tells that a system call has failed. */
    private static final String FAILED_CALL = "(..) failed";

    /**
     * What JDK 21 and later (the TLS alert that goes out) and Netty's native transports (the system call) put before a message
     * that is otherwise the same everywhere.
     */
    private static final Pattern PREFIX = Pattern.compile(
            "(\\([a-z_]{1,40}\\) |(syscall:|io_uring )?[a-zA-Z]{1,20}\\(\\.\\.\\) failed( with error\\(-?[0-9]{1,4}\\))?: )");

    private CauseChain() {}

    static List<ThrowableInfo> of(Throwable thrown) {
        List<ThrowableInfo> links = new ArrayList<>(TYPICAL_LINKS);
        List<Throwable> seen = new ArrayList<>(TYPICAL_LINKS);
        List<Throwable> starts = new ArrayList<>(TYPICAL_LINKS);
        starts.add(thrown);
        for (int start = 0; start < starts.size() && links.size() < MAX_LINKS; start++) {
            Throwable t = starts.get(start);
            while (t != null && links.size() < MAX_LINKS && seen.size() < MAX_SEEN && isNew(t, seen)) {
                seen.add(t);
                Throwable cause = asked(t::getCause);
                ThrowableInfo link = link(t, cause == null, start > 0);
                if (!link.className().equals(ASSEMBLY_TRACE)) {
                    links.add(link);
                }
                for (Throwable beside : t.getSuppressed()) {
                    if (starts.size() <= MAX_LINKS) {
                        starts.add(beside);
                    }
                }
                t = cause;
            }
        }
        return links;
    }

    /** Most chains have a link or two, among which a look is faster than a set. */
    private static boolean isNew(Throwable t, List<Throwable> seen) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) == t) {
                return false;
            }
        }
        return true;
    }

    private static ThrowableInfo link(Throwable t, boolean innermost, boolean suppressed) {
        List<String> types = new ArrayList<>(8);
        for (Class<?> type = t.getClass(); type != Object.class; type = type.getSuperclass()) {
            types.add(unshaded(type.getName()));
        }
        // Where a wrapper was thrown tells nothing.
        Supplier<List<String>> stack = innermost ? new StackClassNames(() -> asked(t::getStackTrace)) : List::of;
        return new ThrowableInfo(types, plain(asked(t::getMessage)), suppressed, stack);
    }

    static String unshaded(String className) {
        int at = className.indexOf(SHADED);
        return at < 0 ? className : className.substring(at + SHADED.length());
    }

    static String plain(@Nullable String message) {
        if (message == null) {
            return "";
        }
        String start = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
        if (!start.startsWith("(") && !start.contains(FAILED_CALL)) {
            return start;
        }
        Matcher prefix = PREFIX.matcher(start);
        return prefix.lookingAt() ? start.substring(prefix.end()) : start;
    }

    /** Other people's exceptions may compute what they are asked, and fail. */
    private static <T> @Nullable T asked(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
