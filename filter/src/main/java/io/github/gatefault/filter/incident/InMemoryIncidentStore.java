package io.github.gatefault.filter.incident;

import io.github.gatefault.cause.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ring buffer of the newest incidents. Writers and readers do not wait for each other; a reader scans the whole ring. */
final class InMemoryIncidentStore implements IncidentStore {
    private static final int MAX_CAPACITY = 100_000;

    /** An incident and its sequence number, by which a reader sees that a slot was overwritten. */
    private record Entry(long number, StoredIncident stored) {}

    private final AtomicReferenceArray<@Nullable Entry> slots;
    private final AtomicLong next = new AtomicLong();

    InMemoryIncidentStore(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity \"" + capacity + "\" must be between 1 and " + MAX_CAPACITY);
        }
        slots = new AtomicReferenceArray<>(capacity);
    }

    @Override
    public void add(Incident incident) {
        long number = next.getAndIncrement();
        Entry entry = new Entry(number, new StoredIncident(incident, null));
        // A thread that paused between these lines must not overwrite a newer incident.
        slots.accumulateAndGet(
                slot(number),
                entry,
                (old, fresh) -> old != null && fresh != null && old.number > fresh.number ? old : fresh);
    }

    @Override
    public void attach(String incidentId, String diagnosis) {
        for (Entry entry : newest(1, stored -> stored.incident().id().equals(incidentId))) {
            StoredIncident diagnosed = new StoredIncident(entry.stored.incident(), diagnosis);
            slots.compareAndSet(slot(entry.number), entry, new Entry(entry.number, diagnosed));
        }
    }

    @Override
    public Optional<StoredIncident> find(String id) {
        return newest(1, stored -> stored.incident().id().equals(id)).stream()
                .map(Entry::stored)
                .findFirst();
    }

    @Override
    public List<StoredIncident> search(IncidentQuery query) {
        return newest(query.limit(), query::matches).stream().map(Entry::stored).toList();
    }

    private List<Entry> newest(int limit, Predicate<StoredIncident> condition) {
        List<Entry> found = new ArrayList<>();
        long newest = next.get() - 1;
        long oldest = Math.max(0, newest - slots.length() + 1);
        for (long number = newest; number >= oldest && found.size() < limit; number--) {
            Entry entry = slots.get(slot(number));
            if (entry != null && entry.number == number && condition.test(entry.stored)) {
                found.add(entry);
            }
        }
        return found;
    }

    private int slot(long number) {
        return (int) (number % slots.length());
    }

    @Override
    public void close() {}
}
