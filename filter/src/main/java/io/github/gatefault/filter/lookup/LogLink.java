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
 * A link to the system that has the logs, made from a URL template. Its placeholders are {@code {id}}, {@code {upstream}}, and
 * for the start and the end of the time range {@code {from}} and {@code {to}} in milliseconds since 1970, {@code {from_s}} and
 * {@code {to_s}} in seconds, {@code {from_iso}} and {@code {to_iso}} in ISO 8601. Values are percent-encoded.
 */
public final class LogLink {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern BASE = Pattern.compile("https?://[^\\s/?#{}]+(/[^\\s?#{}]*)?");
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9_./#-]{1,512}");

    /** Characters that end a string in a query language. Percent-encoding does not help: it is decoded before. */
    private static final Pattern QUOTES = Pattern.compile("[\"'`\\\\!*]");

    /** URL templates of known systems. The setting has {@code {base}} and {@code {argument}} after the system's name. */
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
     * Parses a setting: a URL template, or the name of a system and its parameters. The systems are {@code loki}, with the URL
     * of Grafana and the UID of the data source; {@code kibana}, {@code datadog} and {@code splunk}, each with its URL; and
     * {@code cloudwatch}, with the URL of the console and the log group.
     *
     * @throws IllegalArgumentException if it is none of these; the message begins with "must be"
     */
    public static LogLink of(String setting) {
        String[] words = setting.strip().split("\\s+", -1);
        String preset = PRESETS.get(words[0]);
        if (preset == null) {
            return new LogLink(checked(setting.strip()));
        }
        boolean takesArgument = preset.contains("{argument}");
        if (words.length != (takesArgument ? 3 : 2) || !BASE.matcher(words[1]).matches()) {
            throw new IllegalArgumentException("must be " + words[0] + ", its http(s) URL without a query"
                    + (takesArgument ? ", and one more word" : ""));
        }
        if (takesArgument && !ARGUMENT.matcher(words[2]).matches()) {
            throw new IllegalArgumentException(
                    "must be " + words[0] + ", its URL, and 1 to 512 letters, digits and any of _./#-");
        }
        String base = words[1].endsWith("/") ? words[1].substring(0, words[1].length() - 1) : words[1];
        String argument = takesArgument ? words[2] : "";
        return new LogLink(preset.replace("{base}", base)
                // CloudWatch's console encodes twice, the second time with $ in place of %.
                .replace("{argument}", encoded(argument).replace("%", words[0].equals("cloudwatch") ? "$25" : "%")));
    }

    private static String checked(String template) {
        String filled = new LogLink(template).url("a", Instant.EPOCH, Instant.EPOCH, "a");
        int path = template.indexOf('/', template.indexOf("://") + 3);
        int placeholder = template.indexOf('{');
        boolean onlyAfterHost = path > 0 && (placeholder < 0 || placeholder > path) && filled.indexOf('{') < 0;
        if (!onlyAfterHost || !isHttpUrl(filled)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", PRESETS.keySet())
                    + " with its parameters, or an http(s) URL with {id}, {upstream}, {from}, {to}, {from_s}, {to_s},"
                    + " {from_iso} and {to_iso} after the host");
        }
        return template;
    }

    private static boolean isHttpUrl(String url) {
        try {
            URI uri = URI.create(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns the URL of the log lines with an ID in a time range.
     *
     * @param upstream the upstream's logical name, in which quotes become {@code ?}; {@code null} if unknown
     */
    public String url(String id, Instant from, Instant to, @Nullable String upstream) {
        Map<String, String> values = Map.of(
                "id", id,
                "upstream", upstream == null ? "" : QUOTES.matcher(upstream).replaceAll("?"),
                "from", Long.toString(from.toEpochMilli()),
                "to", Long.toString(to.toEpochMilli()),
                "from_s", Long.toString(from.getEpochSecond()),
                "to_s", Long.toString(to.getEpochSecond()),
                "from_iso", from.toString(),
                "to_iso", to.toString());
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : encoded(value));
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
