package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.fingerprint.Fingerprint.Header;
import io.github.gatefault.filter.internal.http.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses fingerprints: paragraphs of {@code key: value} between blank lines. A line that starts with # is a comment. */
final class FingerprintParser {
    private static final String KEYS = "vendor, status, header, body or means";

    private final List<Fingerprint> fingerprints = new ArrayList<>();
    private int lineNumber;

    private @Nullable String vendor;
    private Statuses statuses = Statuses.NONE;
    private List<Header> headers = new ArrayList<>();
    private List<PagePattern> pages = new ArrayList<>();
    private @Nullable CauseType cause = CauseType.UPSTREAM_ERROR_RESPONSE;
    private @Nullable String detail;

    private FingerprintParser() {}

    static List<Fingerprint> parse(String text) {
        FingerprintParser parser = new FingerprintParser();
        text.lines().forEach(line -> {
            parser.lineNumber++;
            parser.parseLine(line.strip());
        });
        parser.endParagraph();
        return List.copyOf(parser.fingerprints);
    }

    private void parseLine(String line) {
        if (line.isEmpty()) {
            endParagraph();
        } else if (!line.startsWith("#")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw malformed("\"" + line + "\" must be one of " + KEYS + ", a colon and a value");
            }
            parseEntry(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    private void parseEntry(String key, String value) {
        switch (key) {
            case "vendor" -> vendor = vendor(value);
            case "status" -> statuses = statuses(value);
            case "header" -> headers.add(header(value));
            case "body" -> pages.add(new PagePattern(PageText.asLatin1(value)));
            case "means" -> parseMeans(value);
            default -> throw malformed("key \"" + key + "\" must be " + KEYS);
        }
    }

    private void endParagraph() {
        if (vendor == null && headers.isEmpty() && pages.isEmpty()) {
            return;
        }
        if (vendor == null || pages.isEmpty()) {
            throw malformed("a fingerprint must have a vendor and at least one body");
        }
        fingerprints.add(new Fingerprint(vendor, statuses, List.copyOf(headers), List.copyOf(pages), cause, detail));
        vendor = null;
        statuses = Statuses.NONE;
        headers = new ArrayList<>();
        pages = new ArrayList<>();
        cause = CauseType.UPSTREAM_ERROR_RESPONSE;
        detail = null;
    }

    private String vendor(String value) {
        if (!Incident.isCauseDetail(value)) {
            throw malformed("vendor \"" + value + "\" must be 1 to 64 lower case letters, digits and underscores");
        }
        return value;
    }

    private Statuses statuses(String value) {
        try {
            return Statuses.parse(value);
        } catch (IllegalArgumentException e) {
            throw malformed(
                    "status \"" + value + "\" must be statuses from 500 to 599 or ranges of them, such as 502-504");
        }
    }

    private static Header header(String value) {
        String[] parts = value.split(":", 2);
        return new Header(
                parts[0].strip(), parts.length == 1 ? "" : parts[1].strip().toLowerCase(Locale.ROOT));
    }

    private void parseMeans(String value) {
        if (value.equals("pass")) {
            cause = null;
            return;
        }
        String[] parts = value.split("/", 2);
        cause = CauseType.ofToken(parts[0]).orElse(null);
        detail = parts.length == 2 ? parts[1] : null;
        if (cause == null || (detail != null && !Incident.isCauseDetail(detail))) {
            throw malformed("means \"" + value
                    + "\" must be pass, a cause such as connection_refused, or a cause with a detail such as"
                    + " tls_certificate_error/certificate_expired");
        }
    }

    private IllegalArgumentException malformed(String problem) {
        return new IllegalArgumentException("line " + lineNumber + ": " + problem);
    }
}
