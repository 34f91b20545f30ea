package io.github.gatefault.filter.classify;

import io.github.gatefault.filter.internal.exception.ThrowableChain;
import io.github.gatefault.filter.internal.exception.ThrowableChain.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links of an exception, outermost first: its causes, then what each of them suppressed. However long, circular or
 * hostile the chain, the work is bounded.
 */
final class CauseChain {
    static final int MAX_MESSAGE = 512;

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
        List<ThrowableInfo> infos = new ArrayList<>();
        boolean suppressed = false;
        for (Link link : ThrowableChain.causesAndSuppressed(thrown)) {
            suppressed |= link.suppressed();
            ThrowableInfo info = info(link.exception(), link.innermost(), suppressed);
            if (!info.className().equals(ASSEMBLY_TRACE)) {
                infos.add(info);
            }
        }
        return infos;
    }

    private static ThrowableInfo info(Throwable t, boolean innermost, boolean suppressed) {
        List<String> types = new ArrayList<>(8);
        for (Class<?> type = t.getClass(); type != Object.class; type = type.getSuperclass()) {
            types.add(unshaded(type.getName()));
        }
        // Where a wrapper was thrown tells nothing.
        Supplier<List<String>> stack = innermost ? new StackClassNames(() -> ThrowableChain.stackTrace(t)) : List::of;
        return new ThrowableInfo(types, plain(ThrowableChain.message(t)), suppressed, stack);
    }

    static String unshaded(String className) {
        int at = className.indexOf(SHADED);
        return at < 0 ? className : className.substring(at + SHADED.length());
    }

    static String plain(String message) {
        String start = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
        if (!start.startsWith("(") && !start.contains(FAILED_CALL)) {
            return start;
        }
        Matcher prefix = PREFIX.matcher(start);
        return prefix.lookingAt() ? start.substring(prefix.end()) : start;
    }
}
