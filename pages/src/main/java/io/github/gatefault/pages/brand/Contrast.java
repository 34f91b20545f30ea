package io.github.gatefault.pages.brand;

/** The contrast of colours, written as {@code #rrggbb}, by the formula of WCAG 2.2. */
final class Contrast {
    /** The least contrast for text (WCAG 2.2, 1.4.3). */
    static final double READABLE = 4.5;

    private static final String BLACK = "#000000";
    private static final String WHITE = "#ffffff";

    private Contrast() {}

    /** Returns black or white: the one with more contrast with this colour, which is always 4.5:1 or more. */
    static String readableOn(String color) {
        return ratio(WHITE, color) >= ratio(BLACK, color) ? WHITE : BLACK;
    }

    /** Returns the contrast of two colours, from 1 to 21. */
    static double ratio(String a, String b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    /** Returns this colour, mixed with the least black or white that makes it readable on this background. */
    static String nearest(String color, String background) {
        String end = readableOn(background);
        String mixed = color;
        for (int share = 1; ratio(mixed, background) < READABLE; share++) {
            mixed = "#%02x%02x%02x"
                    .formatted(mixed(color, end, 1, share), mixed(color, end, 3, share), mixed(color, end, 5, share));
        }
        return mixed;
    }

    /** Returns one channel, with this share (of 255) of the other colour. */
    private static int mixed(String color, String other, int at, int share) {
        return (channel(color, at) * (255 - share) + channel(other, at) * share) / 255;
    }

    private static double luminance(String color) {
        return 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
    }

    private static double linear(String color, int at) {
        double value = channel(color, at) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int channel(String color, int at) {
        return Integer.parseInt(color, at, at + 2, 16);
    }
}
