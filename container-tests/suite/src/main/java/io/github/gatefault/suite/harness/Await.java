package io.github.gatefault.suite.harness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another thread is about to do. */
public final class Await {
    private Await() {}

    /** Waits until this is so, or fails with the message. */
    public static void until(Duration patience, BooleanSupplier isSo, Supplier<String> message)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Still after " + patience + ": " + message.get());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
