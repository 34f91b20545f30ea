package io.github.gatefault.benchmarks.jmh;

import java.lang.reflect.Proxy;

/** What the stubs of a container do not have: whoever asks for it is told, and can be given it. */
final class Stubs {
    private Stubs() {}

    /** Returns an object all of whose methods fail. */
    static <T> T unsupported(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
