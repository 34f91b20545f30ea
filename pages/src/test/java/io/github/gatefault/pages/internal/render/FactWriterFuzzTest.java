package io.github.gatefault.pages.internal.render;

import static io.github.gatefault.pages.Incidents.preferences;
import static io.github.gatefault.pages.Incidents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Incidents;
import io.github.gatefault.pages.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

class FactWriterFuzzTest {
    private static final String CARELESS =
            "<!DOCTYPE html><title>{{{path}}}</title><p title='{{{path}}}' class={{&method}}0 lang=\"{{{trace_id}}}\">"
                    + "{{{path}}}{{&method}}{{{upstream}}}{{{answered_by}}}<textarea>{{{path}}}</textarea><!-- {{{path}}} --></p>";

    private final ErrorPages builtIn = ErrorPages.builder().showUpstream(true).build();
    private final ErrorPages careless = ErrorPages.builder()
            .showUpstream(true)
            .templates(name -> name.equals("page.mustache") ? new ByteArrayInputStream(CARELESS.getBytes(UTF_8)) : null)
            .build();
    private final List<String> builtInElements = elements(builtIn, incident("/", "GET", "a", "a", "a"));
    private final List<String> carelessElements = elements(careless, incident("/", "GET", "a", "a", "a"));

    private static Incident incident(String path, String method, String upstream, String answeredBy, String traceId) {
        return Incidents.of(CauseType.UPSTREAM_ERROR_RESPONSE)
                .request(method, path)
                .upstream("x" + upstream)
                .answeredBy("x" + answeredBy)
                .traceId(traceId)
                .build();
    }

    private static List<String> elements(ErrorPages pages, Incident incident) {
        Page page = pages.render(incident, new ClientPreferences("GET", "text/html", "en", null, null));
        assertThat(page.error()).isNull();
        Parser parser = Parser.htmlParser().setTrackErrors(1);
        Document document = Jsoup.parse(text(page), "https://shop.example/", parser);
        assertThat(parser.getErrors()).isEmpty();
        return document.getAllElements().stream()
                .map(element -> element.tagName()
                        + element.attributes().asList().stream()
                                .map(attribute -> ' ' + attribute.getKey())
                                .toList())
                .toList();
    }

    /** No value of a request changes the elements of a page, or makes another format malformed. */
    @FuzzTest(maxDuration = "20s")
    void anyFacts_changeNothingButText(FuzzedDataProvider data) throws IOException, XMLStreamException {
        Incident incident = incident(
                data.consumeString(60),
                data.consumeString(20),
                data.consumeString(40),
                data.consumeString(40),
                data.consumeRemainingAsString());
        assertThat(elements(builtIn, incident)).isEqualTo(builtInElements);
        assertThat(elements(careless, incident)).isEqualTo(carelessElements);
        try (JsonParser json = new JsonFactory()
                .createParser(
                        builtIn.render(incident, preferences(Format.JSON, "ar")).body())) {
            while (json.nextToken() != null) {
                json.getText();
            }
        }
        XMLStreamReader xml = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new ByteArrayInputStream(
                        builtIn.render(incident, preferences(Format.XML, "ar")).body()));
        while (xml.hasNext()) {
            xml.next();
        }
    }
}
