package io.github.gatefault.pages.brand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h1'/></svg>",
                "\uFEFF<?xml version='1.0'?>\n<!-- drawn by hand -->\n<svg xmlns='http://www.w3.org/2000/svg'/>"
            })
    void svg_isTakenAsItIs(String svg) {
        byte[] file = svg.getBytes(UTF_8);
        assertThat(Logo.of(file).uri())
                .isEqualTo("data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(file));
    }

    @ParameterizedTest
    @CsvSource({"137 80 78 71 13 10 26,png", "255 216 255 224,jpeg", "71 73 70 56 57 97,gif"})
    void image_isRecognizedByItsFirstBytes(String bytes, String type) {
        String[] numbers = bytes.split(" ", -1);
        byte[] file = new byte[numbers.length];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) Integer.parseInt(numbers[i]);
        }
        assertThat(Logo.of(file).uri())
                .isEqualTo(
                        "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZ", "", "<html><p>not a drawing</p></html>", "plain <svg"})
    void otherFile_isRefused(String content) {
        assertThatThrownBy(() -> Logo.of(content.getBytes(UTF_8)))
                .hasMessage("brand logo must be SVG, PNG, JPEG, GIF or WebP");
    }

    @Test
    void largeFile_isRefused() {
        assertThatThrownBy(() -> Logo.of(new byte[Logo.MAX_BYTES + 1]))
                .hasMessage("brand logo must have at most 32768 bytes, not 32769");
    }
}
