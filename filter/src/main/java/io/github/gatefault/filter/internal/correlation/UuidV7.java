package io.github.gatefault.filter.internal.correlation;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes new IDs: UUIDs of version 7 (RFC 9562, section 5.7) as 32 hex digits. Each is a valid trace-id of W3C Trace Context and
 * contains its time. They are unique, not secret.
 */
final class UuidV7 implements Supplier<String> {
    private static final HexFormat HEX = HexFormat.of();

    private final InstantSource clock;
    private final LongSupplier random;

    UuidV7(InstantSource clock) {
        // Looked up for each call, as threads must not share a generator.
        this(clock, () -> ThreadLocalRandom.current().nextLong());
    }

    UuidV7(InstantSource clock, LongSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        long high = (clock.millis() << 16) | 0x7000 | (random.getAsLong() & 0xfff);
        long low = (random.getAsLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return HEX.formatHex(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }
}
