package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.time.Instant;

/** Incidents and client preferences for tests. */
public final class Incidents {
    public static final String ID = "0192f3c47b1a7c33a5d8e1f2a3b4c5d6";
    public static final String HOSTILE =
            "</script><img src=x onerror='alert(`1`)'>\"&\\\u202e\u2066\r\n\u0000\uD800{{id}}\uFDD0id\uFDD1";

    private Incidents() {}

    public static Incident.Builder of(CauseType cause) {
        return Incident.builder(ID, Instant.parse("2026-11-02T14:32:05.123Z"), cause);
    }

    public static ClientPreferences preferences(Format format, String language) {
        return new ClientPreferences("GET", null, language, null, format);
    }

    public static String text(Page page) {
        return new String(page.body(), UTF_8);
    }
}
