package io.github.gatefault.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a service says on purpose, behind a gateway: nobody may say anything else in its place. */
enum OwnAnswer {
    JSON_500(RawAnswer.of(
            "500 Internal Server Error", "{\"error\":\"no such table: orders\"}", "Content-Type: application/json")),
    JSON_502(RawAnswer.of("502 Bad Gateway", "{\"error\":\"bank unavailable\"}", "Content-Type: application/json")),
    JSON_503(RawAnswer.of(
            "503 Service Unavailable",
            "{\"error\":\"nightly import\",\"until\":\"06:00\"}",
            "Content-Type: application/json",
            "Retry-After: 7",
            "ETag: \"night\"")),
    JSON_504(RawAnswer.of("504 Gateway Timeout", "{\"error\":\"bank too slow\"}", "Content-Type: application/json")),
    PROBLEM_502(problem("502 Bad Gateway")),
    PROBLEM_503(problem("503 Service Unavailable")),
    PROBLEM_504(problem("504 Gateway Timeout")),
    BRANDED_502(branded("502 Bad Gateway")),
    BRANDED_503(branded("503 Service Unavailable")),
    BRANDED_504(branded("504 Gateway Timeout")),
    /** A health check, as Spring Boot's actuator answers it. */
    ACTUATOR_DOWN(RawAnswer.of(
            "503 Service Unavailable",
            "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"}}}",
            "Content-Type: application/vnd.spring-boot.actuator.v3+json")),
    TOO_MANY(RawAnswer.of(
            "429 Too Many Requests",
            "<html><body><h1>429 Too Many Requests</h1></body></html>",
            "Content-Type: text/html",
            "Retry-After: 30")),
    NOT_FOUND(RawAnswer.of("404 Not Found", "no such book", "Content-Type: text/plain")),
    HEALTHY(RawAnswer.of("200 OK", "all is well", "Content-Type: text/plain")),
    GZIP(branded("503 Service Unavailable").as(RawAnswer.Framing.GZIP)),
    CHUNKED(branded("503 Service Unavailable").as(RawAnswer.Framing.CHUNKED_SMALL)),
    /** More than anybody would hold back. */
    LARGE(branded("503 Service Unavailable").withBody(large())),
    LARGE_CHUNKED(branded("502 Bad Gateway").withBody(large()).as(RawAnswer.Framing.CHUNKED)),
    /** It speaks of gateways, and is none of theirs. */
    MENTIONS_NGINX(RawAnswer.of(
            "502 Bad Gateway",
            "<!doctype html><html><head><title>Help: 502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>"
                    + "<p>Our nginx cannot reach the shop, and Apache, HAProxy, Varnish, Squid and Cloudflare could not"
                    + " either. Call Maja at the front desk.</p></body></html>",
            "Content-Type: text/html; charset=utf-8")),
    TEXT(RawAnswer.of("503 Service Unavailable", "We are moving house until noon.\n", "Content-Type: text/plain")),
    /** Events until nobody listens any more; as fast as they are read, they keep Traffic Server from everybody else. */
    ENDLESS((method, out) -> {
        out.write("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                .getBytes(ISO_8859_1));
        byte[] event = ("data: " + "closed ".repeat(1_000) + "\n\n").getBytes(UTF_8);
        while (!method.equals("HEAD")) {
            out.write(event);
            out.flush();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return false;
    }),
    /** Its second half is late. */
    SLOW((method, out) -> {
        out.write("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n"
                .getBytes(ISO_8859_1));
        if (!method.equals("HEAD")) {
            out.write("{\"error\":".getBytes(UTF_8));
            out.flush();
            TimeUnit.MILLISECONDS.sleep(250);
            out.write(" \"closing\"}".getBytes(UTF_8));
        }
        out.flush();
        return true;
    });

    @SuppressWarnings("ImmutableEnumChecker") // writes always the same
    private final RawUpstream.Script script;

    OwnAnswer(RawUpstream.Script script) {
        this.script = script;
    }

    /** Returns the last segment of the paths at which it is. */
    String leaf() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Makes this upstream answer with all of them. */
    static void addTo(RawUpstream upstream) {
        for (OwnAnswer answer : values()) {
            upstream.on(answer.leaf(), answer.script);
        }
    }

    private static RawAnswer problem(String status) {
        return RawAnswer.of(
                status,
                "{\"type\":\"https://bank.example/problems/closed\",\"title\":\"The bank is closed\",\"status\":"
                        + status.substring(0, 3)
                        + "}",
                "Content-Type: application/problem+json",
                "Retry-After: 120",
                "Content-Language: en");
    }

    private static RawAnswer branded(String status) {
        return RawAnswer.of(
                status,
                "<!doctype html>\n<html lang=\"en\"><head><title>" + status + " - Lantern Books</title></head>\n"
                        + "<body><header>Lantern Books</header><h1>" + status + "</h1>\n"
                        + "<p>Our catalogue is closed for stock-taking. See you on Monday!</p></body></html>\n",
                "Content-Type: text/html; charset=utf-8",
                "Cache-Control: no-cache",
                "Set-Cookie: visit=1; Path=/");
    }

    private static byte[] large() {
        return ("<!doctype html><title>503</title><p>Lantern Books is closed. " + "All our books: ".repeat(4_000))
                .getBytes(UTF_8);
    }
}
