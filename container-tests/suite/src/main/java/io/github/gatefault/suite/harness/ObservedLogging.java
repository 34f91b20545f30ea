package io.github.gatefault.suite.harness;

import ch.qos.logback.classic.spi.LogbackServiceProvider;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/** Logback, with a view on the log context of all threads: a context that is left behind is found without using its thread. */
public final class ObservedLogging extends LogbackServiceProvider {
    private static final Map<Thread, Map<String, String>> CONTEXTS = new ConcurrentHashMap<>();

    /** Returns the log contexts that are not empty, by thread. */
    static Map<Thread, Map<String, String>> contexts() {
        return Map.copyOf(CONTEXTS);
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new Observed(super.getMDCAdapter());
    }

    private record Observed(MDCAdapter real) implements MDCAdapter {
        private void change(Consumer<MDCAdapter> change) {
            change.accept(real);
            Map<String, String> now = real.getCopyOfContextMap();
            if (now == null || now.isEmpty()) {
                CONTEXTS.remove(Thread.currentThread());
            } else {
                CONTEXTS.put(Thread.currentThread(), now);
            }
        }

        @Override
        public void put(String key, @Nullable String value) {
            change(mdc -> mdc.put(key, value));
        }

        @Override
        public @Nullable String get(String key) {
            return real.get(key);
        }

        @Override
        public void remove(String key) {
            change(mdc -> mdc.remove(key));
        }

        @Override
        public void clear() {
            change(MDCAdapter::clear);
        }

        @Override
        public @Nullable Map<String, String> getCopyOfContextMap() {
            return real.getCopyOfContextMap();
        }

        @Override
        public void setContextMap(Map<String, String> context) {
            change(mdc -> mdc.setContextMap(context));
        }

        @Override
        public void pushByKey(String key, @Nullable String value) {
            change(mdc -> mdc.pushByKey(key, value));
        }

        @Override
        public @Nullable String popByKey(String key) {
            return real.popByKey(key);
        }

        @Override
        public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
            return real.getCopyOfDequeByKey(key);
        }

        @Override
        public void clearDequeByKey(String key) {
            change(mdc -> mdc.clearDequeByKey(key));
        }
    }
}
