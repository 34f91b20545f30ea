package io.github.gatefault.filter.internal.logging;

/** Text of strangers, on one line. */
public final class LogText {
    private LogText() {}

    /** Nobody outside may begin a line of ours, or speak to a terminal. */
    public static String of(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (forges(c)) {
                if (safe == null) {
                    safe = new StringBuilder(text);
                }
                safe.setCharAt(i, '?');
            }
        }
        return safe == null ? text : safe.toString();
    }

    private static boolean forges(char c) {
        if (c < 0x7f) {
            return c < ' ';
        }
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
