package io.github.gatefault.runbook;

import java.util.ArrayList;
import java.util.List;

/** A part of a runbook's text, not escaped: plain words, or code, which is between backticks in the runbook. */
public record Span(String text, boolean code) {
    /** Splits this text into its parts. */
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
