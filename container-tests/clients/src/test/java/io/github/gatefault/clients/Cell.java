package io.github.gatefault.clients;

import io.github.gatefault.clients.client.Zoo;
import io.github.gatefault.clients.upstream.Trouble;
import java.util.Comparator;

/** One client in one trouble. */
record Cell(Zoo client, Trouble trouble) implements Comparable<Cell> {
    private static final Comparator<Cell> IN_ORDER =
            Comparator.comparing(Cell::trouble).thenComparing(Cell::client);

    @Override
    public int compareTo(Cell other) {
        return IN_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return client + " × " + trouble;
    }
}
