package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.config.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads fingerprints: paragraphs of {@code key: value}, divided by blank lines; a line that begins with # is a comment. */
final class FingerprintFile {
    private static final String KEYS = "vendor, status, header, body and means";

    private final List<Fingerprint> read = new ArrayList<>();
    private int line;

    private @Nullable String vendor;
    private Statuses statuses = Statuses.NONE;
    private List<Fingerprint.Header> headers = new ArrayList<>();
    private List<PageGlob> pages = new ArrayList<>();
    private @Nullable CauseType cause = CauseType.UPSTREAM_ERROR_RESPONSE;
    private @Nullable String detail;

    private FingerprintFile() {}

    static List<Fingerprint> read(String file) {
        FingerprintFile fingerprints = new FingerprintFile();
        file.lines().forEach(text -> {
            fingerprints.line++;
            fingerprints.take(text.strip());
        });
        fingerprints.endParagraph();
        return List.copyOf(fingerprints.read);
    }

    private void take(String text) {
        if (text.isEmpty()) {
            endParagraph();
        } else if (!text.startsWith("#")) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                throw wrong("\"" + text + "\" has no colon; allowed are " + KEYS + ", each with a colon and a value");
            }
            take(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
    }

    private void take(String key, String value) {
        switch (key) {
            case "vendor" -> vendor = vendor(value);
            case "status" -> statuses = statuses(value);
            case "header" -> headers.add(header(value));
            case "body" -> pages.add(new PageGlob(PageText.asBytes(value)));
            case "means" -> means(value);
            default -> throw wrong("there is no \"" + key + "\"; allowed are " + KEYS);
        }
    }

    private void endParagraph() {
        if (vendor == null && headers.isEmpty() && pages.isEmpty()) {
            return;
        }
        if (vendor == null || pages.isEmpty()) {
            throw wrong("a fingerprint has a vendor and at least one body");
        }
        read.add(new Fingerprint(vendor, statuses, List.copyOf(headers), List.copyOf(pages), cause, detail));
        vendor = null;
        statuses = Statuses.NONE;
        headers = new ArrayList<>();
        pages = new ArrayList<>();
        cause = CauseType.UPSTREAM_ERROR_RESPONSE;
        detail = null;
    }

    private String vendor(String value) {
        if (!Incident.isCauseDetail(value)) {
            throw wrong("vendor is \"" + value + "\"; allowed are 1 to 64 lower case letters, digits and underscores");
        }
        return value;
    }

    private Statuses statuses(String value) {
        try {
            return Statuses.parse(value);
        } catch (IllegalArgumentException e) {
            throw wrong("status is \"" + value + "\": " + e.getMessage());
        }
    }

    private static Fingerprint.Header header(String value) {
        int colon = value.indexOf(':');
        return colon < 0
                ? new Fingerprint.Header(value, "")
                : new Fingerprint.Header(
                        value.substring(0, colon).strip(),
                        value.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
    }

    private void means(String value) {
        if (value.equals("pass")) {
            cause = null;
            return;
        }
        String[] words = value.split("/", 2);
        cause = CauseType.ofToken(words[0]).orElse(null);
        detail = words.length == 2 ? words[1] : null;
        if (cause == null || (detail != null && !Incident.isCauseDetail(detail))) {
            throw wrong(
                    "means is \"" + value
                            + "\"; allowed are pass, a cause such as connection_refused, and a cause with a finer word such as tls_certificate_error/certificate_expired");
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("line " + line + ": " + what);
    }
}
