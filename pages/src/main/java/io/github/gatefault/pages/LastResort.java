package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.internal.render.ContentSecurityPolicy;
import java.util.Locale;

/** The answer when rendering fails: constants with an ID and a number, neither of which needs escaping. */
final class LastResort {
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <link rel="icon" href="data:,">
            <title>The service can’t answer right now</title>
            </head>
            <body>
            <main>
            <h1>The service can’t answer right now</h1>
            <p>The problem is on our side, not with your device. Please try again in a few minutes. If you have sent something,
            please check first whether it went through.</p>
            <p>If you contact us, please give this reference: <code>%s</code> (%d).</p>
            </main>
            </body>
            </html>
            """;
    private static final String JSON =
            "{\"type\":\"about:blank\",\"title\":\"The service cannot answer\",\"correlation_id\":\"%s\",\"status\":%d}";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><problem xmlns=\"urn:ietf:rfc:7807\">"
            + "<title>The service cannot answer</title><correlation_id>%s</correlation_id><status>%d</status></problem>";
    private static final String TEXT = "The service cannot answer right now.\n\ncorrelation_id: %s\nstatus: %d\n";

    private LastResort() {}

    static Page page(Incident incident, Format format, RuntimeException error) {
        String text = switch (format) {
            case HTML -> HTML;
            case PROBLEM_JSON, JSON -> JSON;
            case PROBLEM_XML, XML -> XML;
            case TEXT, SHORT_TEXT -> TEXT;
        };
        return new Page(
                format,
                Locale.ENGLISH,
                format == Format.HTML ? ContentSecurityPolicy.of("", text, false) : null,
                text.formatted(incident.id(), incident.status()).getBytes(UTF_8),
                error);
    }
}
