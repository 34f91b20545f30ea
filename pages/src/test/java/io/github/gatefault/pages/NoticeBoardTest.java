package io.github.gatefault.pages;

import static io.github.gatefault.pages.Incidents.preferences;
import static io.github.gatefault.pages.Incidents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.brand.Brand;
import java.time.Instant;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {
    private static final Incident REFUSED =
            Incidents.of(CauseType.CONNECTION_REFUSED).build();

    private final NoticeBoard notices = new NoticeBoard();
    private final ErrorPages pages = ErrorPages.builder()
            .brand(Brand.named("Acme"))
            .brand(Brand.named("The Shop"), "shop.example")
            .notices(notices)
            .build();

    private Document at(String host, String language) {
        ClientPreferences client = new ClientPreferences("GET", "text/html", language, null, null, host, null);
        return Jsoup.parse(text(pages.render(REFUSED, client)));
    }

    @Test
    void notice_isShownOnPagesOfItsBrandUntilItExpires() {
        Instant end = REFUSED.time().plusSeconds(7200);
        notices.post("The Shop", new Notice("We are moving <house>.", Locale.ENGLISH, end));
        notices.post(new Notice("Wartung", Locale.GERMAN, null));

        Document shop = at("shop.example", "fr");
        assertThat(shop.select(".notice p[lang=en]").text()).isEqualTo("We are moving <house>.");
        assertThat(shop.select(".notice").text()).contains("jusqu’au 2 novembre 2026");
        Document other = at("acme.example", "en");
        assertThat(other.select(".notice p").eachText()).containsExactly("Wartung");
        assertThat(text(pages.render(REFUSED, preferences(Format.TEXT, "en"))))
                .contains("Wartung The service is not responding.");
        assertThat(pages.notice("shop.example", REFUSED.time()))
                .map(Notice::until)
                .contains(end);
        assertThat(pages.notice("shop.example", end)).map(Notice::text).contains("Wartung");

        notices.clear("The Shop");
        notices.clear();
        assertThat(at("shop.example", "en").select(".notice")).isEmpty();
        assertThat(pages.notice("shop.example", REFUSED.time())).isEmpty();
    }

    @Test
    void invisibleNotice_isRefused() {
        assertThatThrownBy(() -> new Notice("a\nb", Locale.ENGLISH, null))
                .hasMessage("notice \"a\uFFFDb\" must be one line of visible text of at most 280 characters");
        assertThatThrownBy(() -> new Notice(" ", Locale.ENGLISH, null))
                .hasMessageContaining("one line of visible text");
    }
}
