package io.github.gatefault.clients.client;

/** A client in the code of an app that passes on what it gets. */
@FunctionalInterface
public interface Client extends AutoCloseable {
    /** Gets this and passes it on; what the client throws, this throws, or reports where it is asynchronous. */
    void relay(String url, Visit visit) throws Exception;

    @Override
    default void close() throws Exception {}

    /** Makes a client. */
    @FunctionalInterface
    interface Factory {
        /** Returns a client with these settings. */
        Client open(Settings settings) throws Exception;
    }
}
