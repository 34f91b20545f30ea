package io.github.gatefault.pages.brand;

/** How far colours, written as {@code #rrggbb}, stand out from each other, by the contrast of WCAG 2.2. */
public final class Contrast {
    /** What text needs (WCAG 2.2, 1.4.3). */
    static final double READABLE = 4.5;

    private static final String BLACK = "#000000";
    private static final String WHITE = "#ffffff";

    private Contrast() {}

    /** Returns black or white, whichever stands out more on this colour; it is 4.5:1 or more. */
    public static String readableOn(String color) {
        return ratio(WHITE, color) >= ratio(BLACK, color) ? WHITE : BLACK;
    }

    /** Returns the contrast of two colours, from 1 to 21. */
    static double ratio(String a, String b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    /** Returns the colour nearest to this one that is readable on this ground: itself, or with as little black or white as will do. */
    static String nearest(String color, String ground) {
        String end = readableOn(ground);
        String mixed = color;
        for (int share = 1; ratio(mixed, ground) < READABLE; share++) {
            mixed = "#%02x%02x%02x"
                    .formatted(mixed(color, end, 1, share), mixed(color, end, 3, share), mixed(color, end, 5, share));
        }
        return mixed;
    }

    /** Returns one channel with this share, of 255, of the other colour. */
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
