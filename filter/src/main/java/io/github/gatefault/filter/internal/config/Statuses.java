package io.github.gatefault.filter.internal.config;

import java.util.BitSet;

/** Some of the statuses that say that a server failed (RFC 9110, section 15.6, and what CDNs add to it). */
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
     * Reads statuses and ranges such as {@code 500, 502-504}; of an empty text, none.
     *
     * @throws IllegalArgumentException if that is not what it says
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
                throw notAllowed();
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
            throw notAllowed();
        }
        throw notAllowed();
    }

    private static IllegalArgumentException notAllowed() {
        return new IllegalArgumentException(
                "allowed are statuses from 500 to 599 and ranges of them, divided by commas, such as 500, 502-504");
    }

    /** Returns whether this status is among them. */
    public boolean contains(int status) {
        return status >= FIRST && statuses.get(status);
    }
}
