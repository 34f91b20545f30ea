package io.github.gatefault.pages.internal.i18n;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The plural forms of Unicode CLDR, and its rules for whole numbers below a million. */
enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the last part of this form's keys in the message bundles. */
    String token() {
        return token;
    }

    /** Returns the form that this number takes in this language. */
    static Plural of(Locale locale, long n) {
        return switch (locale.getLanguage()) {
            case "id", "in", "ja", "ko", "th", "vi", "zh" -> OTHER;
            case "bn", "fa", "fr", "hi", "pt" -> n <= 1 ? ONE : OTHER;
            case "ar" -> arabic(n);
            case "cs", "sk" -> n == 1 ? ONE : isBetween(n, 2, 4) ? FEW : OTHER;
            case "he", "iw" -> n == 1 ? ONE : n == 2 ? TWO : OTHER;
            case "pl" -> n == 1 ? ONE : isSlavicFew(n) ? FEW : MANY;
            case "ro" -> n == 1 ? ONE : n == 0 || isBetween(n % 100, 1, 19) ? FEW : OTHER;
            case "ru", "uk" -> n % 10 == 1 && n % 100 != 11 ? ONE : isSlavicFew(n) ? FEW : MANY;
            default -> n == 1 ? ONE : OTHER;
        };
    }

    /** Returns the forms that this language has. */
    static Set<Plural> formsOf(Locale locale) {
        Set<Plural> forms = EnumSet.noneOf(Plural.class);
        for (int n = 0; n <= 100; n++) {
            forms.add(of(locale, n));
        }
        return forms;
    }

    private static Plural arabic(long n) {
        if (n <= 2) {
            return values()[(int) n];
        }
        long rest = n % 100;
        if (isBetween(rest, 3, 10)) {
            return FEW;
        }
        return rest >= 11 ? MANY : OTHER;
    }

    private static boolean isSlavicFew(long n) {
        return isBetween(n % 10, 2, 4) && !isBetween(n % 100, 12, 14);
    }

    private static boolean isBetween(long n, long first, long last) {
        return n >= first && n <= last;
    }
}
