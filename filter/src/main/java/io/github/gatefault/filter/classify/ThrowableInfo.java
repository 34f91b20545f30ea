package io.github.gatefault.filter.classify;

import io.github.gatefault.filter.internal.exception.ThrowableChain;
import io.github.gatefault.filter.internal.exception.ThrowableChain.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rules look at in one exception of a chain.
 *
 * @param classNames the names of its class and of all superclasses, its own class first
 * @param message the first characters of its message; empty where there is none
 * @param suppressed whether it is a suppressed exception or below one: an earlier attempt, or a clean-up that failed
 * @param stackClassNames the names of the classes on its stack, innermost first; read only when a rule needs them
 */
record ThrowableInfo(
        List<String> classNames, String message, boolean suppressed, Supplier<List<String>> stackClassNames) {
    private static final int MAX_MESSAGE_LENGTH = 512;

    /** Libraries that contain a copy of Netty or Reactor put it below such a package. */
    private static final String SHADED_PACKAGE = ".shaded.";

    /** Reactor adds it to show where a chain of operators was assembled; nothing failed there. */
    private static final String ASSEMBLY_TRACE = "reactor.core.publisher.FluxOnAssembly$OnAssemblyException";

    /** How Netty reports a failed system call. */
    private static final String FAILED_SYSTEM_CALL = "(..) failed";

    /** JDK 21 and later put the TLS alert that was sent before the message, Netty's native transports the system call. */
    private static final Pattern MESSAGE_PREFIX = Pattern.compile(
            "(\\([a-z_]{1,40}\\) |(syscall:|io_uring )?[a-zA-Z]{1,20}\\(\\.\\.\\) failed( with error\\(-?[0-9]{1,4}\\))?: )");

    /** Returns an exception, its causes and then the suppressed exceptions, outermost first. */
    static List<ThrowableInfo> chain(Throwable exception) {
        List<ThrowableInfo> chain = new ArrayList<>();
        boolean suppressed = false;
        for (Entry link : ThrowableChain.causesAndSuppressed(exception)) {
            suppressed |= link.suppressed();
            ThrowableInfo info = of(link, suppressed);
            if (!info.className().equals(ASSEMBLY_TRACE)) {
                chain.add(info);
            }
        }
        return chain;
    }

    private static ThrowableInfo of(Entry link, boolean suppressed) {
        Throwable exception = link.exception();
        List<String> classNames = new ArrayList<>(8);
        for (Class<?> type = exception.getClass(); type != Object.class; type = type.getSuperclass()) {
            classNames.add(unshaded(type.getName()));
        }
        // The stack of a wrapper says nothing about the failure.
        Supplier<List<String>> stack =
                link.innermost() ? new StackClassNames(() -> ThrowableChain.stackTrace(exception)) : List::of;
        return new ThrowableInfo(classNames, withoutPrefix(ThrowableChain.message(exception)), suppressed, stack);
    }

    static String unshaded(String className) {
        int at = className.indexOf(SHADED_PACKAGE);
        return at < 0 ? className : className.substring(at + SHADED_PACKAGE.length());
    }

    static String withoutPrefix(String message) {
        String start = message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH));
        if (!start.startsWith("(") && !start.contains(FAILED_SYSTEM_CALL)) {
            return start;
        }
        Matcher prefix = MESSAGE_PREFIX.matcher(start);
        return prefix.lookingAt() ? start.substring(prefix.end()) : start;
    }

    String className() {
        return classNames.get(0);
    }

    /** Returns whether a class on the stack has a name with one of the prefixes, and none has a prefix that follows a "!". */
    boolean isThrownIn(List<String> prefixes) {
        boolean found = false;
        for (String name : stackClassNames.get()) {
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
