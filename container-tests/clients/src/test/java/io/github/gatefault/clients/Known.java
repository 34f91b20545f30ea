package io.github.gatefault.clients;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.clients.client.Zoo;
import io.github.gatefault.clients.upstream.Trouble;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of cells that are not simply true, or not always the same. What stands among the untrue without need fails the
 * test.
 */
final class Known {
    private static final String HOW_FAR =
            "What is thrown is the same as before the answer, and an app that reads the answer whole does not know how far it had"
                    + " come: the coarser truth";
    private static final String TAKEN_FOR_WHOLE = "Nothing is thrown: the client takes what came for the whole";
    private static final String IGNORED = "Nothing is thrown: the client does as if there were no Content-Length";
    private static final String UNLIMITED = "Nothing is thrown: the client has no limit unless it is given one";
    private static final String AS_CUT = "The client speaks of headers that break off";
    private static final String NO_WORD =
            "The client says no more than that the connection has ended, or that there was no answer";
    private static final String LAST_REDIRECT = "Nothing is thrown: the client passes on the last redirect";
    private static final String LOOKED_UP = "The client looks it up, and there is no such host";
    private static final String SOMETIMES_EMPTY = "Sometimes nothing is thrown, and the answer is empty";

    /** Cells whose verdict is not true of their trouble, and why, in words for the documentation. */
    static final Map<Cell, String> UNTRUE = untrue();

    /** Cells that a race decides: all that can be seen there. */
    private static final Map<Cell, Verdict> RACES = Map.of(
            new Cell(Zoo.REST_CLIENT_JETTY, Trouble.BAD_GZIP),
            Verdict.cause(CauseType.HTTP_RESPONSE_CONTENT_CODING, null).or(Verdict.passed(200)));

    /** Cells that depend on the JDK: the verdict on 17, then the one on 25. */
    private static final Map<Cell, Verdict> BY_JDK = byJdk();

    private Known() {}

    /** Returns the cells that are not always the same, each with all that can be seen there. */
    static Map<Cell, Verdict> changing() {
        Map<Cell, Verdict> changing = new HashMap<>(RACES);
        changing.putAll(BY_JDK);
        return changing;
    }

    /** Returns what to say of a cell, whatever the race and the JDK were this time; what is not known stays as it is. */
    static Verdict settled(Cell cell, Verdict seen) {
        Verdict race = RACES.get(cell);
        if (race != null && race.readings().contains(seen)) {
            return race;
        }
        Verdict byJdk = BY_JDK.get(cell);
        boolean early = Runtime.version().feature() < 25;
        return byJdk != null && byJdk.readings().get(early ? 0 : 1).equals(seen) ? byJdk : seen;
    }

    private static Map<Cell, String> untrue() {
        Map<Cell, String> untrue = new HashMap<>();
        add(untrue, HOW_FAR, Trouble.HALF_HEADER, Zoo.ARMERIA);
        add(
                untrue,
                HOW_FAR,
                Trouble.RESET_HEADER,
                Zoo.OKHTTP,
                Zoo.RETROFIT,
                Zoo.FEIGN_OKHTTP,
                Zoo.APACHE_5,
                Zoo.APACHE_5_ASYNC,
                Zoo.REACTOR_NETTY,
                Zoo.VERTX,
                Zoo.ARMERIA,
                Zoo.REST_CLIENT_APACHE,
                Zoo.REST_CLIENT_REACTOR,
                Zoo.WEB_CLIENT_REACTOR);
        add(untrue, HOW_FAR, Trouble.TRUNCATED, Zoo.JETTY, Zoo.VERTX, Zoo.ASYNC_HTTP_CLIENT, Zoo.ARMERIA);
        add(
                untrue,
                HOW_FAR,
                Trouble.RESET_BODY,
                Zoo.APACHE_5_ASYNC,
                Zoo.JETTY,
                Zoo.REACTOR_NETTY,
                Zoo.VERTX,
                Zoo.ASYNC_HTTP_CLIENT,
                Zoo.ARMERIA,
                Zoo.REST_CLIENT_REACTOR);
        add(untrue, HOW_FAR, Trouble.TRUNCATED_CHUNKED, Zoo.JETTY, Zoo.VERTX, Zoo.ASYNC_HTTP_CLIENT, Zoo.ARMERIA);
        add(untrue, HOW_FAR, Trouble.TRUNCATED_CHUNK, Zoo.JETTY, Zoo.VERTX, Zoo.ASYNC_HTTP_CLIENT, Zoo.ARMERIA);
        add(
                untrue,
                HOW_FAR,
                Trouble.RST_STREAM_BODY,
                Zoo.JDK_ASYNC,
                Zoo.RETROFIT,
                Zoo.APACHE_5_ASYNC,
                Zoo.JETTY,
                Zoo.VERTX,
                Zoo.ARMERIA,
                Zoo.GRPC);
        add(
                untrue,
                HOW_FAR,
                Trouble.HTTP2_CLOSED_BODY,
                Zoo.JDK_ASYNC,
                Zoo.RETROFIT,
                Zoo.APACHE_5_ASYNC,
                Zoo.JETTY,
                Zoo.VERTX,
                Zoo.ARMERIA,
                Zoo.GRPC);
        add(
                untrue,
                TAKEN_FOR_WHOLE,
                Trouble.HALF_HEADER,
                Zoo.URL_CONNECTION,
                Zoo.FEIGN,
                Zoo.APACHE_4,
                Zoo.APACHE_5,
                Zoo.APACHE_5_ASYNC,
                Zoo.JERSEY,
                Zoo.REST_TEMPLATE,
                Zoo.REST_CLIENT_SIMPLE,
                Zoo.REST_CLIENT_APACHE);
        add(
                untrue,
                TAKEN_FOR_WHOLE,
                Trouble.TRUNCATED,
                Zoo.URL_CONNECTION,
                Zoo.FEIGN,
                Zoo.JERSEY,
                Zoo.REST_TEMPLATE,
                Zoo.REST_CLIENT_SIMPLE);
        add(
                untrue,
                IGNORED,
                Trouble.BAD_CONTENT_LENGTH,
                Zoo.URL_CONNECTION,
                Zoo.OKHTTP,
                Zoo.RETROFIT,
                Zoo.FEIGN,
                Zoo.FEIGN_OKHTTP,
                Zoo.APACHE_4,
                Zoo.JERSEY);
        add(untrue, UNLIMITED, Trouble.OVERSIZED_HEADERS, Zoo.APACHE_4, Zoo.JETTY, Zoo.REST_CLIENT_JETTY);
        add(untrue, AS_CUT, Trouble.OVERSIZED_HEADERS, Zoo.OKHTTP, Zoo.RETROFIT, Zoo.FEIGN_OKHTTP);
        add(untrue, NO_WORD, Trouble.GARBAGE, Zoo.APACHE_5, Zoo.ARMERIA, Zoo.REST_CLIENT_APACHE);
        add(untrue, NO_WORD, Trouble.HOSTILE_STATUS, Zoo.APACHE_5, Zoo.ARMERIA, Zoo.REST_CLIENT_APACHE);
        add(untrue, NO_WORD, Trouble.BAD_CONTENT_LENGTH, Zoo.ARMERIA);
        add(untrue, NO_WORD, Trouble.OVERSIZED_HEADERS, Zoo.ARMERIA);
        add(untrue, NO_WORD, Trouble.BAD_CHUNK, Zoo.JETTY, Zoo.REST_CLIENT_JETTY);
        add(
                untrue,
                NO_WORD,
                Trouble.HTTP2_GARBAGE,
                Zoo.REACTOR_NETTY,
                Zoo.ARMERIA,
                Zoo.REST_CLIENT_REACTOR,
                Zoo.WEB_CLIENT_REACTOR);
        add(
                untrue,
                LAST_REDIRECT,
                Trouble.REDIRECT_LOOP,
                Zoo.JDK,
                Zoo.JDK_ASYNC,
                Zoo.REACTOR_NETTY,
                Zoo.VERTX,
                Zoo.REST_CLIENT_JDK,
                Zoo.REST_CLIENT_JETTY,
                Zoo.REST_CLIENT_REACTOR,
                Zoo.WEB_CLIENT_REACTOR,
                Zoo.WEB_CLIENT_JDK);
        add(untrue, LOOKED_UP, Trouble.BAD_URL, Zoo.REACTOR_NETTY, Zoo.ASYNC_HTTP_CLIENT, Zoo.JERSEY);
        add(untrue, SOMETIMES_EMPTY, Trouble.BAD_GZIP, Zoo.REST_CLIENT_JETTY);
        return Map.copyOf(untrue);
    }

    private static Map<Cell, Verdict> byJdk() {
        Map<Cell, Verdict> byJdk = new HashMap<>();
        Verdict noticed = Verdict.passed(200).onJdk25(Verdict.cause(CauseType.HTTP_RESPONSE_INCOMPLETE, null));
        for (Zoo client :
                List.of(Zoo.URL_CONNECTION, Zoo.FEIGN, Zoo.JERSEY, Zoo.REST_TEMPLATE, Zoo.REST_CLIENT_SIMPLE)) {
            byJdk.put(new Cell(client, Trouble.TRUNCATED), noticed);
        }
        // JDK 25 says the same of both.
        Verdict untold = Verdict.cause(CauseType.CONNECTION_TERMINATED, null);
        Verdict refused =
                Verdict.cause(CauseType.CONNECTION_TERMINATED, "refused_stream").onJdk25(untold);
        Verdict goaway =
                Verdict.cause(CauseType.CONNECTION_TERMINATED, "goaway").onJdk25(untold);
        for (Zoo client : List.of(Zoo.JDK, Zoo.JDK_ASYNC, Zoo.REST_CLIENT_JDK, Zoo.WEB_CLIENT_JDK)) {
            byJdk.put(new Cell(client, Trouble.REFUSED_STREAM), refused);
            byJdk.put(new Cell(client, Trouble.GOAWAY), goaway);
        }
        return Map.copyOf(byJdk);
    }

    private static void add(Map<Cell, String> untrue, String reason, Trouble trouble, Zoo... clients) {
        for (Zoo client : clients) {
            if (untrue.put(new Cell(client, trouble), reason) != null) {
                throw new IllegalStateException("Twice: " + client + ", " + trouble);
            }
        }
    }
}
