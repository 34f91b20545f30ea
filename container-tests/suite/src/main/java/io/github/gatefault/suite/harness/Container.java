package io.github.gatefault.suite.harness;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The servlet container of this class path. Exactly one is there, found as a service. */
public interface Container {
    /** What not every container can do; all else is the same on all. */
    enum Capability {
        /** Servlet 6.1: {@code write(ByteBuffer)} and the like. */
        SERVLET_6_1,
        /** {@code sendError(103)} sends early hints and leaves the answer open. */
        EARLY_HINTS,
        /** {@code HttpServletRequest.upgrade} works. */
        UPGRADE,
        /** A trailer supplier is obeyed over HTTP/1.1. */
        TRAILERS
    }

    /** A started server. One port speaks HTTP/1.1 and, with prior knowledge, HTTP/2. */
    interface Running extends AutoCloseable {
        /** Returns the port, on the loopback address. */
        int port();

        @Override
        void close();
    }

    /** Returns its name and version. */
    String name();

    /** Returns what it can do beyond the others. */
    Set<Capability> capabilities();

    /** Starts all these contexts on a free port. */
    Running start(List<WebApp> apps) throws Exception;

    /** Returns the container of this class path. */
    static Container ofClassPath() {
        List<Container> all = ServiceLoader.load(Container.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (all.size() != 1) {
            throw new IllegalStateException("The class path has to hold one container, unlike " + all);
        }
        return all.get(0);
    }
}
