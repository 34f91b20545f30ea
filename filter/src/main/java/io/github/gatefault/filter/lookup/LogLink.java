package io.github.gatefault.filter.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link into the system that holds the logs, from a template of its URL. The holes are {@code {id}}, {@code {upstream}}, and
 * {@code {from}} and {@code {to}} for the time to look in: milliseconds since 1970, {@code {from_s}} and {@code {to_s}} in
 * seconds, {@code {from_iso}} and {@code {to_iso}} as ISO 8601 writes them. Each is encoded for a URL.
 */
public final class LogLink {
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern BASE = Pattern.compile("https?://[^\\s/?#{}]+(/[^\\s?#{}]*)?");
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9_./#-]{1,512}");

    /** What ends a string in one or the other language of queries: percent-encoding does not survive there. */
    private static final Pattern QUOTING = Pattern.compile("[\"'`\\\\!*]");

    /** The systems that are known by name; {@code {base}} and {@code {argument}} stand behind the name in the setting. */
    private static final Map<String, String> PRESETS = new TreeMap<>(Map.of(
            "loki",
            "{base}/explore?schemaVersion=1&panes=%7B%22a%22%3A%7B%22datasource%22%3A%22{argument}%22%2C%22queries%22%3A%5B%7B"
                    + "%22refId%22%3A%22A%22%2C%22expr%22%3A%22%7Bjob%3D~%5C%22.%2B%5C%22%7D%20%7C%3D%20%60{id}%60%22%7D%5D%2C"
                    + "%22range%22%3A%7B%22from%22%3A%22{from}%22%2C%22to%22%3A%22{to}%22%7D%7D%7D",
            "kibana",
            "{base}/app/discover#/?_g=(time:(from:'{from_iso}',to:'{to_iso}'))"
                    + "&_a=(query:(language:kuery,query:'%22{id}%22'))",
            "cloudwatch",
            "{base}/cloudwatch/home#logsV2:log-groups/log-group/{argument}/log-events"
                    + "$3FfilterPattern$3D$2522{id}$2522$26start$3D{from}$26end$3D{to}",
            "datadog",
            "{base}/logs?query=%22{id}%22&from_ts={from}&to_ts={to}&live=false",
            "splunk",
            "{base}/app/search/search?q=search%20%22{id}%22&earliest={from_s}&latest={to_s}"));

    private final String template;

    private LogLink(String template) {
        this.template = template;
    }

    /**
     * Reads a setting: the template of a URL, or the name of a system with what it needs. These are {@code loki}, followed by
     * the URL of Grafana and the UID of the data source; {@code kibana}, {@code datadog} and {@code splunk}, each followed by its
     * URL; and {@code cloudwatch}, followed by the URL of the console and the log group.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is allowed
     */
    public static LogLink of(String setting) {
        String[] words = setting.strip().split("\\s+", -1);
        String preset = PRESETS.get(words[0]);
        if (preset == null) {
            return new LogLink(checked(setting.strip()));
        }
        boolean takesArgument = preset.contains("{argument}");
        if (words.length != (takesArgument ? 3 : 2) || !BASE.matcher(words[1]).matches()) {
            throw new IllegalArgumentException("allowed behind " + words[0] + " is its http(s) URL without a query"
                    + (takesArgument ? ", and a second word" : ""));
        }
        if (takesArgument && !ARGUMENT.matcher(words[2]).matches()) {
            throw new IllegalArgumentException(
                    "allowed as the second word behind " + words[0] + " are 1 to 512 letters, digits and any of _./#-");
        }
        String base = words[1].endsWith("/") ? words[1].substring(0, words[1].length() - 1) : words[1];
        String argument = takesArgument ? words[2] : "";
        return new LogLink(preset.replace("{base}", base)
                // The console of CloudWatch encodes twice, with a sign of its own for the second time.
                .replace("{argument}", encoded(argument).replace("%", words[0].equals("cloudwatch") ? "$25" : "%")));
    }

    private static String checked(String template) {
        String filled = new LogLink(template).to("a", Instant.EPOCH, Instant.EPOCH, "a");
        int path = template.indexOf('/', template.indexOf("://") + 3);
        int hole = template.indexOf('{');
        boolean inThePlace = path > 0 && (hole < 0 || hole > path) && filled.indexOf('{') < 0;
        if (!inThePlace || !isWebAddress(filled)) {
            throw new IllegalArgumentException("allowed are " + String.join(", ", PRESETS.keySet())
                    + " with what they need, and an http(s) URL with {id}, {upstream}, {from}, {to}, {from_s}, {to_s},"
                    + " {from_iso} and {to_iso} behind its host");
        }
        return template;
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = URI.create(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns the link to what was logged of this incident.
     *
     * @param id its ID
     * @param from the beginning of the time to look in
     * @param to the end of it
     * @param upstream the upstream's logical name; characters that quote in a query become {@code ?}. {@code null} if not known
     */
    public String to(String id, Instant from, Instant to, @Nullable String upstream) {
        String name = upstream == null ? "" : QUOTING.matcher(upstream).replaceAll("?");
        Map<String, String> facts = Map.of(
                "id", id,
                "upstream", name,
                "from", Long.toString(from.toEpochMilli()),
                "to", Long.toString(to.toEpochMilli()),
                "from_s", Long.toString(from.getEpochSecond()),
                "to_s", Long.toString(to.getEpochSecond()),
                "from_iso", from.toString(),
                "to_iso", to.toString());
        return HOLE.matcher(template).replaceAll(hole -> {
            String fact = facts.get(hole.group(1));
            return Matcher.quoteReplacement(fact == null ? hole.group() : encoded(fact));
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
