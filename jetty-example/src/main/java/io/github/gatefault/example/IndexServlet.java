package io.github.gatefault.example;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import io.github.gatefault.example.upstream.Fault;
import io.github.gatefault.example.upstream.Faults;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Lists what can be tried, with links to each answer in each form, language and brand. */
@SuppressWarnings("serial") // Servlets are never serialized.
public final class IndexServlet extends HttpServlet {
    private static final String TEMPLATE = "/WEB-INF/index.mustache";
    private static final List<Language> LANGUAGES = List.of(
            new Language("en", "English"),
            new Language("de", "Deutsch"),
            new Language("fr", "Français"),
            new Language("es", "Español"),
            new Language("zh-Hans", "简体中文"),
            new Language("ar", "العربية"));

    /** For the container. */
    public IndexServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
        try (Writer out = response.getWriter()) {
            template().execute(out, Index.of(request));
        }
    }

    /** Read each time: it is the page of somebody who is trying things out. */
    private Mustache template() throws IOException {
        try (InputStream in = getServletContext().getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IOException("The web application has no " + TEMPLATE);
            }
            return new DefaultMustacheFactory()
                    .compile(new InputStreamReader(in, StandardCharsets.UTF_8), "index.mustache");
        }
    }

    /** What the template shows: where it is, what is chosen, and what there is. */
    record Index(String base, List<Choice> languages, List<Choice> brands, List<Row> faults) {

        static Index of(HttpServletRequest request) {
            String host = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
            String context = request.getContextPath();
            String asked = LinkPreferences.inQuery(request, "lang");
            String language = LANGUAGES.stream()
                    .map(Language::tag)
                    .filter(tag -> tag.equals(asked))
                    .findFirst()
                    .orElse("");
            return new Index(
                    host + context,
                    languages(context, language),
                    Stream.of(
                                    new Choice("Lantern Books", "/", "en", context.isEmpty()),
                                    new Choice("Acme Freight", "/acme/", "en", context.equals("/acme")))
                            .map(brand -> brand.with(language.isEmpty() ? "" : "?lang=" + language))
                            .toList(),
                    Faults.ALL.stream()
                            .map(fault -> Row.of(fault, host, context, language))
                            .toList());
        }

        private static List<Choice> languages(String context, String chosen) {
            Stream<Choice> browsers = Stream.of(new Choice("Your browser’s", context + "/", "en", chosen.isEmpty()));
            Stream<Choice> named = LANGUAGES.stream()
                    .map(l -> new Choice(
                            l.name(),
                            context + "/?lang=" + l.tag(),
                            l.tag(),
                            l.tag().equals(chosen)));
            return Stream.concat(browsers, named).toList();
        }
    }

    /** A language in its own words. */
    record Language(String tag, String name) {}

    /** A link of a switch. */
    record Choice(String name, String link, String language, boolean chosen) {
        Choice with(String query) {
            return new Choice(name, link + query, language, chosen);
        }
    }

    /** One fault and the ways to look at it. */
    record Row(String name, int status, String story, String page, String json, String text, String curl) {
        static Row of(Fault fault, String host, String context, String language) {
            String path = context + fault.path();
            String query = language.isEmpty() ? "" : "&lang=" + language;
            String header = language.isEmpty() ? "" : "-H 'Accept-Language: " + language + "' ";
            return new Row(
                    fault.name(),
                    fault.status(),
                    fault.story(),
                    path + "?as=page" + query,
                    path + "?as=json" + query,
                    path + "?as=text" + query,
                    "curl -i " + header + host + path);
        }
    }
}
