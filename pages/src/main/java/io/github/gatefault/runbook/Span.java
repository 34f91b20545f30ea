package io.github.gatefault.runbook;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text of the runbook, for whoever renders it.
 *
 * @param text the words, not escaped
 * @param code whether they are to be read letter by letter, such as a setting; they stand between backticks in the text
 */
public record Span(String text, boolean code) {
    /** Returns the parts of this text. */
    public static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                spans.add(new Span(parts[i], i % 2 == 1));
            }
        }
        return spans;
    }
}
