package io.github.gatefault.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {
    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "2b59c3", "#2b59c3;}", "", "#２b59c"})
    void colorOfAnotherForm_isRefusedByName(String color) {
        assertThatThrownBy(() -> new Brand(null, null, color, "#000000", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The colour '" + color + "' is not of the form #rrggbb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "//evil.example/", "help", "JavaScript:x"})
    void linkElsewhere_isRefusedByName(String link) {
        assertThatThrownBy(() -> new Brand(null, null, "#000000", "#000000", null, URI.create(link)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + link + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/", "HTTP://a.example", "mailto:a@b.example", "tel:+491234", "/help"})
    void linkToHelp_isTaken(String link) {
        assertThat(new Brand(null, null, "#000000", "#000000", null, URI.create(link)).help())
                .isNotNull();
    }

    @Test
    void statusPage_isNoMailAddress() {
        assertThatThrownBy(() -> new Brand(null, null, "#000000", "#000000", URI.create("mailto:a@b.example"), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "\u202eturned"})
    void nameThatCannotBeSeen_isRefused(String name) {
        assertThatThrownBy(() -> Brand.named(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"#ffffff,#000000", "#000000,#ffffff", "#2b59c3,#ffffff", "#9db9ff,#000000", "#FFEE00,#000000"})
    void textOnTheColor_isReadable(String color, String text) {
        assertThat(Brand.readableOn(color)).isEqualTo(text);
    }
}
