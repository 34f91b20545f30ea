package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.brand.BrandProperties;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.internal.i18n.Languages;
import io.github.gatefault.pages.internal.render.ContentSecurityPolicy;
import io.github.gatefault.pages.internal.render.FailureText;
import io.github.gatefault.pages.internal.render.Placeholder;
import io.github.gatefault.pages.internal.render.RequestIntent;
import io.github.gatefault.pages.internal.render.TemplateModel;
import io.github.gatefault.pages.internal.render.Templates;
import io.github.gatefault.pages.template.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the pages as files for the layers in front of a web application, so that visitors see the same page from each layer:
 * for nginx, Apache, HAProxy and Cloudflare, in every language and for every brand.
 */
public final class StaticPages {
    /** The statuses that the layers answer with, and the cause that explains each best. */
    private static final SortedMap<Integer, CauseType> CAUSES = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            500, CauseType.UPSTREAM_ERROR_RESPONSE,
            502, CauseType.CONNECTION_TERMINATED,
            503, CauseType.DESTINATION_UNAVAILABLE,
            504, CauseType.HTTP_RESPONSE_TIMEOUT)));

    private static final Map<Integer, String> PHRASES = Map.of(
            500, "Internal Server Error", 502, "Bad Gateway", 503, "Service Unavailable", 504, "Gateway Timeout");

    /** HAProxy's defaults: the buffer, tune.bufsize, without the part that it reserves, tune.maxrewrite. */
    private static final int HAPROXY_LIMIT = 16_384 - 1_024;

    /** Apache compares only the beginnings of tags, and browsers send these languages with a region. */
    private static final Map<String, String> APACHE_TAGS = Map.of("zh-Hans", "zh-CN", "zh-Hant", "zh-TW");

    private static final Map<Placeholder, String> NGINX = Map.of(
            Placeholder.ID, "<!--# echo var=\"request_id\" -->",
            Placeholder.TIME, "<!--# echo var=\"time_iso8601\" -->",
            Placeholder.TIME_ISO, "<!--# echo var=\"time_iso8601\" -->");
    private static final Map<Placeholder, String> CLOUDFLARE = Map.of(Placeholder.ID, "::RAY_ID::");
    private static final String CLOUDFLARE_BOX = "::CLOUDFLARE_ERROR_500S_BOX::";

    private final Languages languages;
    private final Templates templates;

    private StaticPages(TemplateSource custom) {
        languages = new Languages(Locale.ENGLISH, ZoneOffset.UTC, custom);
        templates = new Templates(custom.orElse(Templates.BUILT_IN));
    }

    /**
     * Writes all pages. Prints the folder, or the error.
     *
     * @param args the properties file with the filter's settings, of which only brands and {@code templates} are used; the folder to
     *     write to; and the folder of the web application, if one of these settings begins with {@code /WEB-INF/}
     */
    public static void main(String[] args) {
        if (args.length < 2 || args.length > 3) {
            System.err.println("Usage: StaticPages <properties file> <folder to write to>"
                    + " [<folder of the web application, if the settings name /WEB-INF/>]");
            System.exit(2);
        }
        try {
            Path folder = Path.of(args[1]);
            write(read(Path.of(args[0])), folder, Path.of(args.length == 3 ? args[2] : ""));
            System.out.println("Written to " + folder.toAbsolutePath());
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            System.err.println("The pages cannot be written: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    /**
     * Writes all pages.
     *
     * @param settings the filter's settings, of which only brands and {@code templates} are used
     * @param folder the folder to write to; it gets a folder for each brand, with one for each layer
     * @param application the folder of the web application, which contains {@code /WEB-INF/}
     * @throws IllegalArgumentException if a setting or a template is invalid; the message names it
     * @throws IOException if the files cannot be written
     */
    public static void write(Map<String, String> settings, Path folder, Path application) throws IOException {
        Map<String, String> brandSettings = new LinkedHashMap<>(settings);
        brandSettings.keySet().removeIf(key -> !BrandProperties.isKey(key));
        TemplateSource files = location -> open(location, application);
        BrandProperties brands = new BrandProperties(brandSettings, Brand.named(null), files);
        StaticPages pages = new StaticPages(templates(settings.get("templates"), files));
        pages.write(brands.defaultBrand(), folder.resolve("default"));
        for (Map.Entry<String, Brand> brand : brands.byName().entrySet()) {
            pages.write(brand.getValue(), folder.resolve(brand.getKey()));
        }
    }

    private static TemplateSource templates(@Nullable String setting, TemplateSource files) {
        if (setting == null) {
            TemplateSource application = name -> files.open("/WEB-INF/gatefault/" + name);
            return application.orElse(name -> files.open("classpath:gatefault/" + name));
        }
        String folder = setting.strip().endsWith("/") ? setting.strip() : setting.strip() + "/";
        return name -> files.open(folder + name);
    }

    private static @Nullable InputStream open(String location, Path application) throws IOException {
        if (location.startsWith("classpath:")) {
            return Thread.currentThread()
                    .getContextClassLoader()
                    .getResourceAsStream(location.substring("classpath:".length()));
        }
        try {
            Path file =
                    location.startsWith("/WEB-INF/") ? application.resolve(location.substring(1)) : Path.of(location);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        } catch (InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void write(Brand brand, Path folder) throws IOException {
        brand.checkComplete();
        Language fallback = brand.language() == null ? languages.defaultLanguage() : languages.of(brand.language());
        Path nginx = folder.resolve("nginx");
        Path apache = folder.resolve("apache");
        Path haproxy = folder.resolve("haproxy");
        for (String tag : Languages.TAGS) {
            Language language = languages.of(Locale.forLanguageTag(tag));
            for (int status : CAUSES.keySet()) {
                String page = page(brand, language, status, Map.of());
                write(nginx.resolve(tag).resolve(status + ".html"), page(brand, language, status, NGINX));
                write(apache.resolve(status + ".html." + tag.toLowerCase(Locale.ROOT)), page);
                write(haproxy.resolve(tag).resolve(status + ".http"), response(brand, language, status, page));
            }
            String box = withCloudflareBox(page(brand, language, 502, CLOUDFLARE));
            write(folder.resolve("cloudflare").resolve(tag).resolve("5xx.html"), box);
        }
        String policy = ContentSecurityPolicy.of("page.mustache", page(brand, fallback, 502, Map.of()), false);
        write(nginx.resolve("http.conf"), nginxMap(fallback));
        write(nginx.resolve("server.conf"), nginxServer(nginx, policy));
        write(apache.resolve("apache.conf"), apache(apache, fallback, policy));
        write(haproxy.resolve("haproxy.cfg"), haproxy(haproxy, fallback));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    /**
     * Returns the page for this status, with the layer's own expressions as placeholders. It shows the status instead of the cause,
     * which is unknown, and no hops where the layer itself may have failed.
     */
    private String page(Brand brand, Language language, int status, Map<Placeholder, String> expressions) {
        CauseType cause = CAUSES.getOrDefault(status, CauseType.CONNECTION_TERMINATED);
        Incident incident = Incident.builder("0", Instant.EPOCH, cause).build();
        FailureText text = new FailureText(incident, language, brand, null, RequestIntent.UNKNOWN, false);
        Map<String, Object> model = TemplateModel.of(text, false, expressions.keySet());
        model.put("status", Integer.toString(status));
        model.remove("cause");
        if (cause == CauseType.UPSTREAM_ERROR_RESPONSE) {
            model.remove("way");
        }
        String page = templates.of(cause).execute(model);
        ContentSecurityPolicy.of(templates.of(cause).name(), page, false);
        return Placeholder.TOKEN
                .matcher(page)
                .replaceAll(token ->
                        Matcher.quoteReplacement(expressions.getOrDefault(Placeholder.ofKey(token.group(1)), "")));
    }

    /** Cloudflare accepts only pages with a token where it inserts its own explanation. */
    private static String withCloudflareBox(String page) {
        int main = page.lastIndexOf("</main>");
        int at = main >= 0 ? main : page.lastIndexOf("</body>");
        return at < 0
                ? page + CLOUDFLARE_BOX + '\n'
                : page.substring(0, at) + CLOUDFLARE_BOX + '\n' + page.substring(at);
    }

    /** Returns a complete HTTP response, without the logo where it would exceed HAProxy's buffer. */
    private String response(Brand brand, Language language, int status, String page) {
        String head = "HTTP/1.1 " + status + ' ' + PHRASES.get(status) + "\r\n"
                + "Content-Type: " + Format.HTML.contentType() + "\r\n"
                + "Content-Length: " + page.getBytes(UTF_8).length + "\r\n"
                + "Content-Language: " + language.tag() + "\r\n"
                + "Content-Security-Policy: " + ContentSecurityPolicy.of("page.mustache", page, false) + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "X-Robots-Tag: noindex\r\n\r\n";
        int length = (head + page).getBytes(UTF_8).length;
        if (length <= HAPROXY_LIMIT) {
            return head + page;
        }
        if (brand.logo() == null) {
            throw new IllegalArgumentException("page for " + status + " in " + language.tag() + " must have at most "
                    + HAPROXY_LIMIT + " bytes with its headers for HAProxy, not " + length);
        }
        Brand textOnly = brand.toBuilder().logo(null).logoDark(null).build();
        return response(textOnly, language, status, page(textOnly, language, status, Map.of()));
    }

    private static String nginxMap(Language fallback) {
        return """
                # Belongs into http { }: the language of the visitor.
                map $http_accept_language $gatefault_language {
                    default %s;
                %s}
                """.formatted(
                        fallback.tag(),
                        lines(
                                Languages.ranges().entrySet(),
                                range -> "    \"~*^" + range.getKey() + "(?:[-,;]|$)\" " + range.getValue() + ';'));
    }

    private static String nginxServer(Path folder, String policy) {
        return """
                # Belongs into server { }. With proxy_intercept_errors off, as it is by default, what the service answers itself
                # passes. The reference on the page is $request_id: log it, and pass it on to the gateway by
                # proxy_set_header X-Request-Id $request_id;
                %slocation /gatefault-pages/ {
                    internal;
                    alias %s;
                    ssi on;
                    default_type text/html;
                    charset utf-8;
                    add_header Cache-Control "no-store" always;
                    add_header Content-Language "$gatefault_language" always;
                    add_header Content-Security-Policy %s always;
                    add_header Vary "Accept-Language" always;
                    add_header X-Content-Type-Options "nosniff" always;
                    add_header X-Correlation-Id "$request_id" always;
                    add_header X-Robots-Tag "noindex" always;
                }
                """.formatted(
                        lines(
                                CAUSES.keySet(),
                                status -> "error_page %d /gatefault-pages/$gatefault_language/%d.html;"
                                        .formatted(status, status)),
                        quoted(folder.toAbsolutePath() + "/"),
                        quoted(policy));
    }

    private static String apache(Path folder, Language fallback, String policy) {
        return """
                # Belongs into <VirtualHost>, before any ProxyPass. Needs mod_alias, mod_mime and mod_negotiation. With
                # ProxyErrorOverride off, as it is by default, what the service answers itself passes.
                <IfModule mod_proxy.c>
                    ProxyPass /gatefault-pages/ !
                </IfModule>
                Alias /gatefault-pages/ %s
                <Directory %s>
                    Require all granted
                    AllowOverride None
                    Options MultiViews
                    AddType text/html .html
                    AddCharset utf-8 .html
                %s    LanguagePriority %s
                    ForceLanguagePriority Prefer Fallback
                    <IfModule mod_headers.c>
                        Header always set Cache-Control no-store
                        Header always set Content-Security-Policy %s
                        Header always set X-Content-Type-Options nosniff
                        Header always set X-Robots-Tag noindex
                    </IfModule>
                </Directory>
                %s""".formatted(
                quoted(folder.toAbsolutePath() + "/"),
                quoted(folder.toAbsolutePath().toString()),
                lines(Languages.TAGS, tag -> "    AddLanguage " + apacheTag(tag) + " ." + tag.toLowerCase(Locale.ROOT)),
                Stream.concat(Stream.of(fallback.tag()), Languages.TAGS.stream())
                        .distinct()
                        .map(StaticPages::apacheTag)
                        .collect(Collectors.joining(" ")),
                quoted(policy),
                lines(
                        CAUSES.keySet(),
                        status -> "ErrorDocument %d /gatefault-pages/%d.html".formatted(status, status)));
    }

    private static String apacheTag(String tag) {
        return APACHE_TAGS.getOrDefault(tag, tag);
    }

    private static String haproxy(Path folder, Language fallback) {
        StringBuilder config = new StringBuilder(
                        "# A frontend, or defaults, takes one language by: errorfiles gatefault-")
                .append(fallback.tag())
                .append('\n');
        for (String tag : Languages.TAGS) {
            String files = folder.toAbsolutePath() + "/" + tag + "/";
            config.append("http-errors gatefault-").append(tag).append('\n');
            config.append(lines(
                    CAUSES.keySet(), status -> "    errorfile " + status + ' ' + quoted(files + status + ".http")));
        }
        return config.toString();
    }

    private static <T> String lines(Collection<T> items, Function<T, String> line) {
        return items.stream().map(item -> line.apply(item) + '\n').collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
