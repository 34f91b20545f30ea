package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table {@value #TABLE}: what exceptions mean, in order. The file says how it is read; here it is only indexed by the
 * names of classes, so that a chain costs a few look-ups and not a walk over all rows.
 */
final class ExceptionRules {
    static final String TABLE = "exception-rules.txt";

    /** The parts of the table, by their headings. */
    private enum Part {
        HEADERS_RECEIVED,
        NOT_SENT,
        CLEAN_UP,
        CAUSES,
        FALLBACKS;

        static Part of(String heading) {
            return valueOf(heading.replace(' ', '_').replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A row that holds for a link.
     *
     * @param rule the row
     * @param link the link
     * @param place the link's place in the chain, the outermost being 1
     */
    record Match(ExceptionRule rule, ThrowableInfo link, int place) {}

    /**
     * Rows by the classes that they stand for, in their order.
     *
     * @param plain those that look at the class and message
     * @param placed those that look at the stack too, which is costly to read: tried only where one would decide
     */
    private record Rows(Map<String, List<ExceptionRule>> plain, Map<String, List<ExceptionRule>> placed) {
        Rows() {
            this(new HashMap<>(), new HashMap<>());
        }

        void add(String className, ExceptionRule rule) {
            (rule.thrownIn().isEmpty() ? plain : placed)
                    .computeIfAbsent(className, any -> new ArrayList<>())
                    .add(rule);
        }

        @Nullable
        Match first(List<ThrowableInfo> links, Duration elapsed) {
            return first(placed, links, elapsed, first(plain, links, elapsed, null));
        }

        private static @Nullable Match first(
                Map<String, List<ExceptionRule>> rules,
                List<ThrowableInfo> links,
                Duration elapsed,
                @Nullable Match known) {
            if (rules.isEmpty()) {
                return known;
            }
            Match first = known;
            for (int i = 0; i < links.size(); i++) {
                ThrowableInfo link = links.get(i);
                for (String type : link.types()) {
                    List<ExceptionRule> named = rules.get(type);
                    for (int row = 0; named != null && row < named.size(); row++) {
                        ExceptionRule rule = named.get(row);
                        if (first != null && rule.line() >= first.rule().line()) {
                            break;
                        }
                        if (rule.holdsFor(link, elapsed)) {
                            first = new Match(rule, link, i + 1);
                        }
                    }
                }
            }
            return first;
        }
    }

    private final Rows headersReceived = new Rows();
    private final Rows notSent = new Rows();
    private final Rows cleanUp = new Rows();
    private final Rows causes = new Rows();

    /** Reads a table's lines. */
    ExceptionRules(List<String> lines) {
        Part part = Part.HEADERS_RECEIVED;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            try {
                if (line.startsWith("[")) {
                    part = Part.of(line.substring(1, line.length() - 1));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    List<String> cells = cells(line);
                    for (String className : listed(cells.get(0))) {
                        rows(part).add(className, rule(i + 1, part, cells));
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(TABLE + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    /** Reads the table that this library brings. */
    static ExceptionRules read() {
        try (InputStream table = ExceptionRules.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("The jar is not whole: " + TABLE + " is missing");
            }
            return new ExceptionRules(new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException("The jar cannot be read: " + TABLE, e);
        }
    }

    /** Returns the first row for a cause that holds for any link, and the outermost such link. */
    @Nullable
    Match cause(List<ThrowableInfo> links, Duration elapsed) {
        return causes.first(links, elapsed);
    }

    /** Returns whether the chain itself shows that the answer's headers had arrived. */
    boolean showHeadersReceived(List<ThrowableInfo> links) {
        return headersReceived.first(links, Duration.ZERO) != null;
    }

    /** Returns whether the chain shows that nothing of the request was handed over. */
    boolean showNotSent(List<ThrowableInfo> links) {
        return notSent.first(links, Duration.ZERO) != null;
    }

    /** Returns whether this is what closing a connection says whose handshake has failed. */
    boolean isCleanUp(ThrowableInfo link) {
        return cleanUp.first(List.of(link), Duration.ZERO) != null;
    }

    private Rows rows(Part part) {
        return switch (part) {
            case HEADERS_RECEIVED -> headersReceived;
            case NOT_SENT -> notSent;
            case CLEAN_UP -> cleanUp;
            case CAUSES, FALLBACKS -> causes;
        };
    }

    private static ExceptionRule rule(int line, Part part, List<String> cells) {
        String message = cell(cells, 1);
        String[] words = cell(cells, 3).split(">", 2);
        boolean tellsCause = part == Part.CAUSES || part == Part.FALLBACKS;
        CauseSpec before = tellsCause ? CauseSpec.parse(words[0].strip()) : null;
        String sent = cell(cells, 4);
        String status = cell(cells, 5);
        return new ExceptionRule(
                line,
                message.isEmpty() ? null : new MessagePattern(message),
                cell(cells, 2).isEmpty() ? List.of() : listed(cell(cells, 2)),
                before,
                words.length == 2 ? CauseSpec.parse(words[1].strip()) : before,
                sent.isEmpty() ? null : RequestSent.valueOf(sent.toUpperCase(Locale.ROOT)),
                status.isEmpty() ? null : Integer.valueOf(status),
                cell(cells, 6).isEmpty() ? Duration.ZERO : Duration.ofMillis(Long.parseLong(cell(cells, 6))),
                confidence(part, message, cell(cells, 2)));
    }

    private static Confidence confidence(Part part, String message, String thrownIn) {
        if (part == Part.FALLBACKS || (message.isEmpty() && !thrownIn.isEmpty())) {
            return Confidence.FALLBACK;
        }
        return message.isEmpty() ? Confidence.CLASS : Confidence.MESSAGE;
    }

    /** Returns what stands between bars that have blanks around them; those of a regular expression have none. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        int start = 0;
        for (int bar = line.indexOf(" |"); bar >= 0; bar = line.indexOf(" |", bar + 2)) {
            int next = bar + 2;
            if (next == line.length() || line.charAt(next) == ' ') {
                cells.add(line.substring(start, bar).strip());
                start = next;
            }
        }
        cells.add(line.substring(start).strip());
        return cells;
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private static List<String> listed(String cell) {
        List<String> items = new ArrayList<>(2);
        for (String item : cell.split(",", -1)) {
            items.add(item.strip());
        }
        return items;
    }
}
