package io.github.gatefault.pages.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UntrustedTextTest {
    private static boolean isReplacedInLog(int c) {
        return UntrustedText.toLogLine("a" + (char) c + "b").equals("a?b");
    }

    private static boolean isReplacedInDisplay(int c) {
        return UntrustedText.toDisplay("a" + (char) c + "b").equals("a\uFFFDb");
    }

    @Test
    void logLine_hasNothingThatBeginsALine_controlsATerminal_orIsInvisible() {
        assertThat(IntStream.rangeClosed(0, 0xffff)
                        .filter(c -> Character.isISOControl(c)
                                || c == 0x2028
                                || c == 0x2029
                                || Character.isSurrogate((char) c)
                                || Character.getType(c) == Character.FORMAT))
                .hasSizeGreaterThan(2_000)
                .allSatisfy(c -> assertThat(isReplacedInLog(c)).isTrue());
    }

    @Test
    void display_hasNothingThatBreaksOrReordersText() {
        assertThat(IntStream.rangeClosed(0, 0xffff)
                        .filter(c -> Character.isISOControl(c)
                                || (c >= 0x2028 && c <= 0x202e)
                                || (c >= 0x2066 && c <= 0x2069)
                                || Character.isSurrogate((char) c)
                                || (c >= 0xfdd0 && c <= 0xfdef)
                                || c == 0xfffe
                                || c == 0xffff))
                .hasSizeGreaterThan(2_000)
                .allSatisfy(c -> assertThat(isReplacedInDisplay(c)).isTrue());
    }

    @Test
    void whatDisplayReplaces_theLogReplaces() {
        assertThat(IntStream.rangeClosed(0, 0xffff).filter(c -> c != 0xfffd && isReplacedInDisplay(c)))
                .allSatisfy(c -> assertThat(isReplacedInLog(c)).isTrue());
    }

    @Test
    void displayKeepsEmojiAndJoiners_andTheLogDoesNot() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69";
        assertThat(UntrustedText.toDisplay(family)).isEqualTo(family);
        assertThat(UntrustedText.toLogLine(family)).isEqualTo("?????");
    }

    @Test
    void plainText_isTheSameObject() {
        String text = "/cart/é/日本";
        assertThat(UntrustedText.toLogLine(text)).isSameAs(text);
        assertThat(UntrustedText.toDisplay(text)).isSameAs(text);
        assertThat(UntrustedText.toMarkup(text)).isSameAs(text);
        assertThat(UntrustedText.toLogLine(text, 100)).isSameAs(text);
    }

    @Test
    void text_isCut() {
        assertThat(UntrustedText.toLogLine("a\nbc", 3)).isEqualTo("a?b");
        assertThat(UntrustedText.toLogLines("a\r\nb\u001b\ncd", 6)).isEqualTo("a\nb?");
    }

    @Test
    void markup_isCleanAndEscaped() {
        assertThat(UntrustedText.toMarkup("<b a='\"\u0000`=\\&>"))
                .isEqualTo("&#60;b a&#61;&#39;&#34;\uFFFD&#96;&#61;&#92;&#38;&#62;");
    }
}
