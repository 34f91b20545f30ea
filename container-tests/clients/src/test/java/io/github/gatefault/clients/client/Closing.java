package io.github.gatefault.clients.client;

/** A client that holds threads or connections, and what lets go of them. */
record Closing(Client client, AutoCloseable resources) implements Client {
    @Override
    public void relay(String url, Visit visit) throws Exception {
        client.relay(url, visit);
    }

    @Override
    public void close() throws Exception {
        client.close();
        resources.close();
    }
}
