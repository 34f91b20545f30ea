package io.github.gatefault.filter.classify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The links of an exception, outermost first: its causes, then what each of them suppressed. However long, circular or
 * hostile the chain, the work is bounded.
 */
final class CauseChain {
    private static final int MAX_LINKS = 64;
    private static final int MAX_MESSAGE = 512;
    private static final int MAX_FRAMES = 64;

    /** One exception, with what rules look at. */
    @SuppressWarnings("ArrayRecordComponent") // Looked at, never compared.
    record Link(String className, Set<String> types, String message, StackTraceElement[] frames) {

        boolean isA(String type) {
            return types.contains(type);
        }

        boolean thrownIn(String packagePrefix) {
            for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
                if (frames[i].getClassName().startsWith(packagePrefix)) {
                    return true;
                }
            }
            return false;
        }
    }

    private CauseChain() {}

    static List<Link> of(Throwable thrown) {
        List<Link> links = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> later = new ArrayDeque<>();
        later.add(thrown);
        while (!later.isEmpty() && links.size() < MAX_LINKS) {
            for (Throwable t = later.poll(); t != null && links.size() < MAX_LINKS && seen.add(t); t = causeOf(t)) {
                links.add(link(t));
                Collections.addAll(later, t.getSuppressed());
            }
        }
        return links;
    }

    private static Link link(Throwable t) {
        Set<String> types = new HashSet<>();
        for (Class<?> type = t.getClass(); type != Object.class; type = type.getSuperclass()) {
            types.add(type.getName());
        }
        return new Link(t.getClass().getName(), types, messageOf(t), t.getStackTrace());
    }

    /** Other people's exceptions may compute these, and fail. */
    private static String messageOf(Throwable t) {
        try {
            String message = t.getMessage();
            return message == null ? "" : message.substring(0, Math.min(message.length(), MAX_MESSAGE));
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static @Nullable Throwable causeOf(Throwable t) {
        try {
            return t.getCause();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
