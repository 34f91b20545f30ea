package io.github.gatefault.benchmarks.load;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The JVM of a server that is measured. Runs the main method of the class that the first argument names, then answers each line of
 * its standard input with {@link Vitals}. It ends with its standard input, and so with the process that started it, however that
 * ends.
 */
public final class Child {
    private Child() {}

    /** Starts the server, and lives as long as somebody may ask. */
    public static void main(String[] arguments) throws Exception {
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        answer();
        System.exit(0);
    }

    private static void answer() throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            if (line.equals("collect")) {
                System.gc();
            }
            System.out.println(Vitals.PREFIX + threads() + ' ' + usedHeap() + ' ' + allocated());
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long usedHeap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of the threads that live; the servers keep theirs in pools. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
