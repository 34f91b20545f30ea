package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table {@value #TABLE}, which describes its own format. Rows are indexed by the names of classes, so that a chain costs a
 * few look-ups and not a walk over all rows.
 */
final class ExceptionRules {
    static final String TABLE = "exception-rules.txt";

    /** A bar with blanks around it. The bars of a regular expression have none. */
    private static final Pattern CELL_SEPARATOR = Pattern.compile("(?<= )\\|(?= |$)");

    private static final Pattern LIST_SEPARATOR = Pattern.compile(" *, *");

    /** The sections of the table, by their headings. */
    private enum Section {
        HEADERS_RECEIVED,
        NOT_SENT,
        CLEAN_UP,
        CAUSES,
        FALLBACKS
    }

    /** A rule that matches an exception, and the position of that in the chain; the outermost has 1. */
    record Match(ExceptionRule rule, ThrowableInfo exception, int position) {}

    /**
     * Rules by the names of the classes that they are for, in the order of the table.
     *
     * @param cheap rules that look at class and message only
     * @param costly rules that also read the stack; tried only where one would win over the others
     */
    private record Index(Map<String, List<ExceptionRule>> cheap, Map<String, List<ExceptionRule>> costly) {
        Index() {
            this(new HashMap<>(), new HashMap<>());
        }

        void add(String className, ExceptionRule rule) {
            (rule.thrownIn().isEmpty() ? cheap : costly)
                    .computeIfAbsent(className, any -> new ArrayList<>())
                    .add(rule);
        }

        @Nullable
        Match first(List<ThrowableInfo> chain, Duration elapsed) {
            return first(costly, chain, elapsed, first(cheap, chain, elapsed, null));
        }

        private static @Nullable Match first(
                Map<String, List<ExceptionRule>> rules,
                List<ThrowableInfo> chain,
                Duration elapsed,
                @Nullable Match known) {
            if (rules.isEmpty()) {
                return known;
            }
            Match first = known;
            for (int i = 0; i < chain.size(); i++) {
                ThrowableInfo exception = chain.get(i);
                for (String className : exception.classNames()) {
                    List<ExceptionRule> candidates = rules.get(className);
                    for (int c = 0; candidates != null && c < candidates.size(); c++) {
                        ExceptionRule rule = candidates.get(c);
                        if (first != null && rule.line() >= first.rule().line()) {
                            break;
                        }
                        if (rule.matches(exception, elapsed)) {
                            first = new Match(rule, exception, i + 1);
                        }
                    }
                }
            }
            return first;
        }
    }

    private final Index headersReceived = new Index();
    private final Index notSent = new Index();
    private final Index cleanUp = new Index();
    private final Index causes = new Index();

    /** Reads the lines of a table. */
    ExceptionRules(List<String> lines) {
        Section section = Section.HEADERS_RECEIVED;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            try {
                if (line.startsWith("[")) {
                    String heading = line.substring(1, line.length() - 1);
                    section = Section.valueOf(heading.replaceAll("[ -]", "_").toUpperCase(Locale.ROOT));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    String[] cells = Arrays.copyOf(CELL_SEPARATOR.split(line), 8);
                    ExceptionRule rule = rule(number, section, cells);
                    for (String className : list(cell(cells, 1))) {
                        index(section).add(className, rule);
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(TABLE + ", line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    /** Reads the table in the jar. */
    static ExceptionRules read() {
        try (InputStream table = ExceptionRules.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("The jar is incomplete: " + TABLE + " is missing");
            }
            return new ExceptionRules(new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException("The jar cannot be read: " + TABLE, e);
        }
    }

    /** Returns the first row with a cause that matches any exception of a chain, and the outermost such exception. */
    @Nullable
    Match match(List<ThrowableInfo> chain, Duration elapsed) {
        return causes.first(chain, elapsed);
    }

    /** Returns whether a chain proves that the headers of the response had arrived. */
    boolean proveHeadersReceived(List<ThrowableInfo> chain) {
        return headersReceived.first(chain, Duration.ZERO) != null;
    }

    /** Returns whether a chain proves that nothing of the request was sent. */
    boolean proveRequestUnsent(List<ThrowableInfo> chain) {
        return notSent.first(chain, Duration.ZERO) != null;
    }

    /** Returns whether an exception comes from closing a connection whose handshake has failed. */
    boolean isCleanUp(ThrowableInfo exception) {
        return cleanUp.first(List.of(exception), Duration.ZERO) != null;
    }

    private Index index(Section section) {
        return switch (section) {
            case HEADERS_RECEIVED -> headersReceived;
            case NOT_SENT -> notSent;
            case CLEAN_UP -> cleanUp;
            case CAUSES, FALLBACKS -> causes;
        };
    }

    private static ExceptionRule rule(int line, Section section, String[] cells) {
        String message = cell(cells, 2);
        String thrownIn = cell(cells, 3);
        String[] specs = cell(cells, 4).split(">", 2);
        boolean hasCause = section == Section.CAUSES || section == Section.FALLBACKS;
        CauseSpec before = hasCause ? CauseSpec.parse(specs[0].strip()) : null;
        String sent = cell(cells, 5);
        String status = cell(cells, 6);
        String minElapsed = cell(cells, 7);
        return new ExceptionRule(
                cell(cells, 0),
                line,
                message.isEmpty() ? null : new MessagePattern(message),
                thrownIn.isEmpty() ? List.of() : list(thrownIn),
                before,
                specs.length == 2 ? CauseSpec.parse(specs[1].strip()) : before,
                sent.isEmpty() ? null : RequestSent.valueOf(sent.toUpperCase(Locale.ROOT)),
                status.isEmpty() ? null : Integer.valueOf(status),
                minElapsed.isEmpty() ? Duration.ZERO : Duration.ofMillis(Long.parseLong(minElapsed)),
                confidence(section, message, thrownIn));
    }

    private static Confidence confidence(Section section, String message, String thrownIn) {
        if (section == Section.FALLBACKS || (message.isEmpty() && !thrownIn.isEmpty())) {
            return Confidence.FALLBACK;
        }
        return message.isEmpty() ? Confidence.CLASS : Confidence.MESSAGE;
    }

    private static String cell(@Nullable String[] cells, int column) {
        String cell = cells[column];
        return cell == null ? "" : cell.strip();
    }

    private static List<String> list(String cell) {
        return List.of(LIST_SEPARATOR.split(cell));
    }
}
