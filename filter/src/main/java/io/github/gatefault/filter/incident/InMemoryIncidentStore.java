package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest incidents in memory: each takes the place of the oldest one. No writer waits for another one or for a reader;
 * readers look at all places, which are few.
 */
final class InMemoryIncidentStore implements IncidentStore {
    private static final int MAX_CAPACITY = 100_000;

    /** An incident, and the how manieth it was: a place may be taken again under a reader's eyes. */
    private record Entry(long number, StoredIncident stored) {}

    private final AtomicReferenceArray<@Nullable Entry> places;
    private final AtomicLong next = new AtomicLong();

    InMemoryIncidentStore(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("allowed is a number from 1 to " + MAX_CAPACITY);
        }
        places = new AtomicReferenceArray<>(capacity);
    }

    @Override
    public void add(Incident incident) {
        long number = next.getAndIncrement();
        Entry entry = new Entry(number, new StoredIncident(incident, null));
        // A thread that was halted between these lines must not put out a newer one.
        places.accumulateAndGet(
                place(number),
                entry,
                (old, fresh) -> old != null && fresh != null && old.number > fresh.number ? old : fresh);
    }

    @Override
    public void attach(String incidentId, String diagnosis) {
        newest(entry -> {
            boolean found = entry.stored.incident().id().equals(incidentId);
            if (found) {
                StoredIncident diagnosed = new StoredIncident(entry.stored.incident(), diagnosis);
                places.compareAndSet(place(entry.number), entry, new Entry(entry.number, diagnosed));
            }
            return !found;
        });
    }

    @Override
    public Optional<StoredIncident> find(String id) {
        List<StoredIncident> found = new ArrayList<>(1);
        newest(entry -> {
            if (entry.stored.incident().id().equals(id)) {
                found.add(entry.stored);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    @Override
    public List<StoredIncident> search(IncidentQuery query) {
        List<StoredIncident> found = new ArrayList<>();
        newest(entry -> {
            if (query.matches(entry.stored)) {
                found.add(entry.stored);
            }
            return found.size() < query.limit();
        });
        return found;
    }

    /** Shows the entries from the newest to the oldest, as long as more are wanted. */
    private void newest(Predicate<Entry> wantsMore) {
        long newest = next.get() - 1;
        long oldest = Math.max(0, newest - places.length() + 1);
        for (long number = newest; number >= oldest; number--) {
            Entry entry = places.get(place(number));
            if (entry != null && entry.number == number && !wantsMore.test(entry)) {
                return;
            }
        }
    }

    private int place(long number) {
        return (int) (number % places.length());
    }

    @Override
    public void close() {}
}
