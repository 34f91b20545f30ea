package io.github.gatefault.benchmarks.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a call costs the thread that makes it: in bytes, which the JVM counts exactly, and in time, which is only good to be compared
 * with another's in the same moments. Where a limit is not kept, the JIT may not have come round to it yet; a machine that
 * builds something else at the same time lets it wait for long. So whatever is measured is measured again until it keeps its
 * limit, or patience ends: a blunder never keeps it.
 */
final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CALLS = 200;
    private static final int ROUNDS = 15;

    private Cost() {}

    /** Returns how many bytes the call allocates: the first number within the limit, else the least that was seen. */
    static long bytes(Call call, long limit) throws Exception {
        long least = Long.MAX_VALUE;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        do {
            least = Math.min(least, bytes(call));
        } while (least > limit && System.nanoTime() < giveUp);
        return least;
    }

    private static long bytes(Call call) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    /** Returns the time of one call as a share of another's: the first number within the limit, else the least that was seen. */
    static double share(Call one, Call other, double limit) throws Exception {
        double least = Double.MAX_VALUE;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        do {
            least = Math.min(least, share(one, other));
        } while (least > limit && System.nanoTime() < giveUp);
        return least;
    }

    private static double share(Call one, Call other) throws Exception {
        double[] shares = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            shares[i] = (double) nanos(one) / Math.max(1, nanos(other));
        }
        Arrays.sort(shares);
        return shares[ROUNDS / 2];
    }

    /** By the clock, for waiting costs too. */
    private static long nanos(Call call) throws Exception {
        long before = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return System.nanoTime() - before;
    }
}
