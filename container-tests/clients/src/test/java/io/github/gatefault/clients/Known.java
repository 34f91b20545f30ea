package io.github.gatefault.clients;

import io.github.gatefault.clients.client.Zoo;
import io.github.gatefault.clients.upstream.Trouble;
import java.util.HashMap;
import java.util.Map;

/** What is known of cells that are not simply true. Whatever stands here without need fails the test. */
final class Known {
    private static final String NOT_YET = "The rules do not know it yet";

    /** Cells whose verdict is not true of their trouble, and why, in words for the documentation. */
    static final Map<Cell, String> UNTRUE = untrue();

    private Known() {}

    private static Map<Cell, String> untrue() {
        Map<Cell, String> untrue = new HashMap<>();
        // NOT_YET begin
        add(untrue, NOT_YET, Trouble.GARBAGE, Zoo.FEIGN);
        add(untrue, NOT_YET, Trouble.HOSTILE_STATUS, Zoo.FEIGN);
        add(
                untrue,
                NOT_YET,
                Trouble.BAD_CONTENT_LENGTH,
                Zoo.URL_CONNECTION,
                Zoo.OKHTTP,
                Zoo.RETROFIT,
                Zoo.FEIGN,
                Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.OVERSIZED_HEADERS, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.BAD_CHUNK, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.BAD_GZIP, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(
                untrue,
                NOT_YET,
                Trouble.HALF_HEADER,
                Zoo.URL_CONNECTION,
                Zoo.OKHTTP,
                Zoo.RETROFIT,
                Zoo.FEIGN,
                Zoo.FEIGN_OKHTTP);
        add(
                untrue,
                NOT_YET,
                Trouble.RESET_HEADER,
                Zoo.URL_CONNECTION,
                Zoo.OKHTTP,
                Zoo.RETROFIT,
                Zoo.FEIGN,
                Zoo.FEIGN_OKHTTP);
        add(
                untrue,
                NOT_YET,
                Trouble.TRUNCATED,
                Zoo.URL_CONNECTION,
                Zoo.OKHTTP,
                Zoo.RETROFIT,
                Zoo.FEIGN,
                Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.RESET_BODY, Zoo.RETROFIT, Zoo.FEIGN, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.TRUNCATED_CHUNKED, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.TRUNCATED_CHUNK, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.GOAWAY, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.REFUSED_STREAM, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.RST_STREAM, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.RST_STREAM_BODY, Zoo.JDK_ASYNC, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.HTTP2_CLOSED, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.HTTP2_CLOSED_BODY, Zoo.JDK_ASYNC, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.HTTP2_GARBAGE, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NOT_YET, Trouble.REDIRECT_LOOP, Zoo.JDK, Zoo.JDK_ASYNC);
        add(untrue, NOT_YET, Trouble.STATUS_503, Zoo.FEIGN, Zoo.FEIGN_OKHTTP);
        // NOT_YET end
        return Map.copyOf(untrue);
    }

    private static void add(Map<Cell, String> untrue, String reason, Trouble trouble, Zoo... clients) {
        for (Zoo client : clients) {
            if (untrue.put(new Cell(client, trouble), reason) != null) {
                throw new IllegalStateException("Twice: " + client + ", " + trouble);
            }
        }
    }
}
