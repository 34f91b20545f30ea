package io.github.gatefault.pages.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.internal.i18n.MessageBundles;
import io.github.gatefault.pages.internal.render.Templates;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {
    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "2b59c3", "#2b59c3;}", "", "#２b59c"})
    void malformedColor_isRefusedByName(String color) {
        assertThatThrownBy(() -> Brand.builder().color(color).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brand color \"" + color + "\" must be a colour such as #1d5f5a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "//evil.example/", "help", "JavaScript:x"})
    void linkElsewhere_isRefusedByName(String link) {
        assertThatThrownBy(() -> Brand.builder().help(URI.create(link)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brand help \"" + link
                        + "\" must begin with https:, http:, mailto:, tel:, or be an absolute path such as /help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/", "HTTP://a.example", "mailto:a@b.example", "tel:+491234", "/help"})
    void linkToHelp_isTaken(String link) {
        assertThat(Brand.builder().help(URI.create(link)).build().help()).isNotNull();
    }

    @Test
    void statusPage_isNoMailAddress() {
        assertThatThrownBy(() -> Brand.builder()
                        .statusPage(URI.create("mailto:a@b.example"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "\u202eturned"})
    void invisibleName_isRefused(String name) {
        assertThatThrownBy(() -> Brand.named(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "#ffcc00,light background #ffffff,1.5",
        "#777777,light background #ffffff,4.48",
        "#ffffff,light background #ffffff,1.00",
        "#17181c,dark background #181b22,1.0",
        "#8b0000,dark background #181b22,1.7"
    })
    void faintColor_isRefusedWithTheNearestReadableColor(String color, String background, String ratio) {
        boolean light = background.startsWith("light");
        Brand.Builder faint =
                light ? Brand.builder().color(color) : Brand.builder().colorDark(color);
        String message = String.valueOf(catchThrowable(faint::build).getMessage());
        assertThat(message)
                .startsWith("brand color" + (light ? "" : "-dark") + " \"" + color
                        + "\" must have a contrast of 4.5:1 or more")
                .contains(" with the " + background + ", not " + ratio, "; the nearest is #");
        String nearest = message.substring(message.length() - 7);
        Brand.Builder readable =
                light ? Brand.builder().color(nearest) : Brand.builder().colorDark(nearest);
        assertThatCode(readable::build).doesNotThrowAnyException();
    }

    @Test
    void oneColor_determinesTheOther() {
        assertThat(Brand.builder().color("#8b0000").build())
                .satisfies(brand -> assertThat(brand.accent()).isEqualTo("#8b0000"))
                .satisfies(brand -> assertThat(Contrast.ratio(brand.accentDark(), Brand.DARK_BACKGROUND))
                        .isBetween(4.5, 4.7));
        assertThat(Brand.builder().colorDark("#ffd24d").build())
                .satisfies(brand -> assertThat(Contrast.ratio(brand.accent(), Brand.LIGHT_BACKGROUND))
                        .isBetween(4.5, 4.7))
                .satisfies(brand -> assertThat(brand.accentDark()).isEqualTo("#ffd24d"));
    }

    @Test
    void backgrounds_areThoseOfTheStyle() {
        assertThat(MessageBundles.readText(Templates.BUILT_IN, "style.mustache"))
                .contains("--card:#fff;", "--card:" + Brand.DARK_BACKGROUND + ";");
        assertThat(Brand.LIGHT_BACKGROUND).isEqualTo("#ffffff");
    }

    @Test
    void logoWithoutAName_isRefused() {
        Logo logo = new Logo("data:image/png;base64,AA==");
        assertThatThrownBy(() -> ErrorPages.builder()
                        .brand(Brand.builder().logo(logo).build())
                        .build())
                .hasMessage("brand name must be set where a logo is set: screen readers read it instead");
        assertThatThrownBy(() -> ErrorPages.builder()
                        .brand(Brand.builder().logoDark(logo).build())
                        .build())
                .hasMessage("brand logo must be set where logo-dark is set");
    }

    @ParameterizedTest
    @CsvSource({"#ffffff,#000000", "#000000,#ffffff", "#2b59c3,#ffffff", "#9db9ff,#000000", "#FFEE00,#000000"})
    void textOnTheColor_isReadable(String color, String text) {
        assertThat(Contrast.readableOn(color)).isEqualTo(text);
    }
}
