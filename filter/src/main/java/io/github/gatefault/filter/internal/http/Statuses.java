package io.github.gatefault.filter.internal.http;

import java.util.BitSet;

/** A set of 5xx statuses (RFC 9110, section 15.6, and what CDNs add to it). */
public final class Statuses {
    /** None at all. */
    public static final Statuses NONE = new Statuses(new BitSet());

    private static final int FIRST = 500;
    private static final int LAST = 599;

    private final BitSet statuses;

    private Statuses(BitSet statuses) {
        this.statuses = statuses;
    }

    /**
     * Reads statuses and ranges such as {@code 500, 502-504}. An empty text means none.
     *
     * @throws IllegalArgumentException if it is neither; the message goes on with "must be ..."
     */
    public static Statuses parse(String list) {
        if (list.isBlank()) {
            return NONE;
        }
        BitSet statuses = new BitSet();
        for (String item : list.split(",", -1)) {
            String[] ends = item.strip().split("-", 2);
            int first = status(ends[0]);
            int last = status(ends[ends.length - 1]);
            if (last < first) {
                throw refused();
            }
            statuses.set(first, last + 1);
        }
        return new Statuses(statuses);
    }

    private static int status(String text) {
        try {
            int status = Integer.parseInt(text.strip());
            if (status >= FIRST && status <= LAST) {
                return status;
            }
        } catch (NumberFormatException e) {
            throw refused();
        }
        throw refused();
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "must be statuses from 500 to 599 and ranges of them, separated by commas, such as 500, 502-504");
    }

    /** Returns whether this status is among them. */
    public boolean contains(int status) {
        return status >= FIRST && statuses.get(status);
    }
}
