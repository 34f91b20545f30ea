package io.github.gatefault.pages;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The forms of a counted noun, by the plural rules of Unicode CLDR for whole numbers. */
enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    private final String token = name().toLowerCase(Locale.ROOT);

    /** Returns the end of the keys of this form. */
    String token() {
        return token;
    }

    static Plural of(Locale locale, long n) {
        return switch (locale.getLanguage()) {
            case "zh" -> OTHER;
            case "fr" -> n <= 1 ? ONE : OTHER;
            case "ar" -> arabic(n);
            default -> n == 1 ? ONE : OTHER;
        };
    }

    /** Returns the forms that this language tells apart. */
    static Set<Plural> all(Locale locale) {
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
        if (rest >= 3 && rest <= 10) {
            return FEW;
        }
        return rest >= 11 ? MANY : OTHER;
    }
}
