package io.github.gatefault.pages.internal.i18n;

import java.time.Instant;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One language: its words, its clock and its direction.
 *
 * @param locale its tag, for {@code lang} and {@code Content-Language}
 * @param words all texts by key, with the brand's names filled in
 * @param zero the digit that numbers in sentences count from
 * @param clock date and time with zone, as people write them
 */
public record Language(Locale locale, Map<String, String> words, char zero, LocalTimeFormat clock) {
    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS =
            Set.of("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa");
    /** Languages that are written in one of these scripts where their tag names none. */
    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");

    static Language of(Locale locale, ZoneId zone, Map<String, String> words) {
        // By its pattern, for a formatter by style looks the pattern up each time.
        String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.LONG, FormatStyle.LONG, IsoChronology.INSTANCE, locale);
        DecimalStyle digits = digits(locale);
        DateTimeFormatter clock = DateTimeFormatter.ofPattern(pattern, locale)
                .withDecimalStyle(digits)
                .withZone(zone);
        return new Language(locale, words, digits.getZeroDigit(), new LocalTimeFormat(clock));
    }

    /** Arabic as such has Latin digits in Unicode CLDR today; older JDKs know it otherwise. */
    private static DecimalStyle digits(Locale locale) {
        return locale.getLanguage().equals("ar") ? DecimalStyle.STANDARD : DecimalStyle.of(locale);
    }

    public String tag() {
        return locale.toLanguageTag();
    }

    public boolean isRightToLeft() {
        return isRightToLeft(locale);
    }

    public static boolean isRightToLeft(Locale locale) {
        return locale.getScript().isEmpty()
                ? RIGHT_TO_LEFT.contains(locale.getLanguage())
                : RIGHT_TO_LEFT_SCRIPTS.contains(locale.getScript());
    }

    /** Returns the text of this key; each bundle has each. */
    public String word(String key) {
        String word = words.get(key);
        if (word == null) {
            throw new IllegalStateException("messages_" + tag() + ".properties has no '" + key + "'");
        }
        return word;
    }

    /** Returns the text of this key in the form that goes with this number. */
    public String counted(String key, long n) {
        return word(key + '.' + Plural.of(locale, n).token()).replace("{n}", written(n));
    }

    private String written(long n) {
        if (zero == '0') {
            return Long.toString(n);
        }
        StringBuilder digits = new StringBuilder().append(n);
        for (int i = 0; i < digits.length(); i++) {
            digits.setCharAt(i, (char) (digits.charAt(i) - '0' + zero));
        }
        return digits.toString();
    }

    public String isoTime(Instant time) {
        return clock.iso(time);
    }

    public String time(Instant time) {
        return clock.of(time);
    }

    /** Returns one text of these sentences; a full-width stop brings its own space. */
    public static String joined(String sentence, String next) {
        return sentence.endsWith("。") ? sentence + next : sentence + ' ' + next;
    }
}
