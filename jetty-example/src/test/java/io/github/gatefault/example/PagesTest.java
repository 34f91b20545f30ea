package io.github.gatefault.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.example.upstream.Faults;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person with a browser sees. */
class PagesTest {
    @RegisterExtension
    static final RunningGateway gateway = new RunningGateway();

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "zh-Hans", "ar"})
    void browser_getsThePageInItsLanguage(String language) throws Exception {
        HttpResponse<String> page = gateway.get(
                "/fault/connection_refused",
                "Accept",
                "text/html,*/*;q=0.8",
                "Accept-Language",
                language + ",en;q=0.5");

        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(page.body()).contains("lang=\"" + language + "\"").contains("Lantern Books");
        assertThat(page.body())
                .contains(page.headers().firstValue("X-Correlation-Id").orElseThrow());
    }

    @Test
    void overriddenPartial_isOnThePage() throws Exception {
        HttpResponse<String> page = gateway.get("/fault/connection_refused?as=page");

        assertThat(page.body()).contains("<strong><bdi>Lantern Books</bdi></strong>");
    }

    @Test
    void link_canSayLanguageAndForm() throws Exception {
        HttpResponse<String> page = gateway.get("/fault/connection_refused?as=page&lang=de");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Language")).hasValue("de");
    }

    @Test
    void otherPath_hasTheOtherBrand() throws Exception {
        HttpResponse<String> page = gateway.get("/acme/fault/connection_refused?as=page");

        assertThat(page.body()).contains("Acme Freight").doesNotContain("Lantern Books");
        assertThat(page.headers().firstValue("Proxy-Status")).hasValue("acme-gateway; error=connection_refused");
    }

    @Test
    void index_listsEveryFault() throws Exception {
        HttpResponse<String> index = gateway.get("/?lang=ar");

        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.body()).contains("aria-current=\"true\"");
        assertThat(Faults.ALL).allSatisfy(fault -> assertThat(index.body()).contains("href=\"" + fault.path() + "?as"));
    }

    @Test
    void index_loadsNothingFromElsewhere() throws Exception {
        assertThat(gateway.get("/").body()).doesNotContain("src=", "<link", "@import", "url(");
    }
}
