package io.github.gatefault.filter.internal.exchange;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text that is held back. Line ends are kept apart, because containers write different ones. */
final class TextPrefix extends PrintWriter {
    private record Piece(String text, boolean isLineEnd) {}

    private static final Piece LINE_END = new Piece("\n", true);

    private final List<Piece> pieces = new ArrayList<>(2);
    private int length;

    TextPrefix() {
        super(Writer.nullWriter());
    }

    int length() {
        return length;
    }

    String content() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    void passTo(PrintWriter out) {
        for (Piece piece : pieces) {
            if (piece.isLineEnd()) {
                out.println();
            } else {
                out.write(piece.text());
            }
        }
    }

    @Override
    public void write(String s, int offset, int count) {
        add(new Piece(s.substring(offset, offset + count), false));
    }

    @Override
    public void write(char[] chars, int offset, int count) {
        add(new Piece(new String(chars, offset, count), false));
    }

    @Override
    public void write(int c) {
        add(new Piece(String.valueOf((char) c), false));
    }

    @Override
    public void println() {
        add(LINE_END);
    }

    private void add(Piece piece) {
        pieces.add(piece);
        length += piece.text().length();
    }
}
