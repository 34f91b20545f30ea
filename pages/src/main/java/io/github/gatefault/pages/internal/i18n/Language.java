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
 * One language: its messages, the format of its dates, its digits and its direction.
 *
 * @param locale the locale, for {@code lang} and {@code Content-Language}
 * @param messages all messages by key
 * @param zeroDigit the digit zero in numbers within sentences
 * @param timeFormat formats date and time with zone
 */
public record Language(Locale locale, Map<String, String> messages, char zeroDigit, LocalTimeFormat timeFormat) {
    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS =
            Set.of("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa");
    /** Languages whose usual script is one of these. */
    private static final Set<String> RIGHT_TO_LEFT_LANGUAGES =
            Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");

    static Language of(Locale locale, ZoneId zone, Map<String, String> messages) {
        // A formatter by style would look up the pattern each time.
        String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.LONG, FormatStyle.LONG, IsoChronology.INSTANCE, locale);
        DecimalStyle digits = digits(locale);
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, locale)
                .withDecimalStyle(digits)
                .withZone(zone);
        return new Language(locale, messages, digits.getZeroDigit(), new LocalTimeFormat(format));
    }

    /** In Unicode CLDR today, Arabic without a region has Latin digits; older JDKs differ. */
    private static DecimalStyle digits(Locale locale) {
        return locale.getLanguage().equals("ar") ? DecimalStyle.STANDARD : DecimalStyle.of(locale);
    }

    /** Returns the language tag. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** Returns whether the language is written from right to left. */
    public boolean isRightToLeft() {
        return isRightToLeft(locale);
    }

    /** Returns whether this language is written from right to left. */
    public static boolean isRightToLeft(Locale locale) {
        return locale.getScript().isEmpty()
                ? RIGHT_TO_LEFT_LANGUAGES.contains(locale.getLanguage())
                : RIGHT_TO_LEFT_SCRIPTS.contains(locale.getScript());
    }

    /** Returns the message of this key; each bundle has all keys. */
    public String message(String key) {
        String message = messages.get(key);
        if (message == null) {
            throw new IllegalStateException(
                    "The library is incomplete: messages_" + tag() + ".properties has no " + key);
        }
        return message;
    }

    /** Returns the message of this key in the plural form of this number. */
    public String plural(String key, long n) {
        return message(key + '.' + Plural.of(locale, n).token()).replace("{n}", digits(n));
    }

    private String digits(long n) {
        if (zeroDigit == '0') {
            return Long.toString(n);
        }
        StringBuilder digits = new StringBuilder().append(n);
        for (int i = 0; i < digits.length(); i++) {
            digits.setCharAt(i, (char) (digits.charAt(i) - '0' + zeroDigit));
        }
        return digits.toString();
    }

    /** Returns the time as programs write it (RFC 3339), to the second. */
    public String isoTime(Instant time) {
        return timeFormat.format(time).iso();
    }

    /** Returns the time as people write it, to the second. */
    public String localTime(Instant time) {
        return timeFormat.format(time).local();
    }

    /** Joins two sentences; no space follows a full-width full stop. */
    public static String joinSentences(String sentence, String next) {
        return sentence.endsWith("。") ? sentence + next : sentence + ' ' + next;
    }
}
