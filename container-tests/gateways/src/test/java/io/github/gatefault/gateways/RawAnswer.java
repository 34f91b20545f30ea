package io.github.gatefault.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * An answer of HTTP/1.1 as text and bytes, to be sent in all the ways in which a server could.
 *
 * @param statusLine such as {@code HTTP/1.1 502 Bad Gateway}
 * @param fields its lines, without those of the framing
 * @param body its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawAnswer(String statusLine, List<String> fields, byte[] body) implements RawUpstream.Script {
    /** How it goes over the wire. */
    enum Framing {
        /** Behind its length. */
        LENGTH,
        /** In chunks, each flushed. */
        CHUNKED,
        /** In chunks of 7 bytes. */
        CHUNKED_SMALL,
        /** Until the connection ends. */
        CLOSE,
        /** Compressed, behind its length. */
        GZIP,
        /** Compressed, in chunks. */
        GZIP_CHUNKED;

        /** Returns whether the body is compressed. */
        boolean isCompressed() {
            return this == GZIP || this == GZIP_CHUNKED;
        }
    }

    /** Copies the fields. */
    RawAnswer {
        fields = List.copyOf(fields);
    }

    /** Makes one of text. */
    static RawAnswer of(String status, String body, String... fields) {
        return new RawAnswer("HTTP/1.1 " + status, List.of(fields), body.getBytes(UTF_8));
    }

    /** Makes one of what a server has just said. */
    static RawAnswer of(Answer answer) {
        return new RawAnswer(
                answer.head().statusLine(),
                answer.head().fields().stream()
                        .map(Field::toString)
                        .filter(field -> !isFraming(field.toLowerCase(Locale.ROOT)))
                        .toList(),
                answer.body());
    }

    /** Reads what was recorded from a server: lines, of which each ends with LF or CR LF, an empty one, and the body. */
    static RawAnswer parse(byte[] recorded) {
        String text = new String(recorded, ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                throw new IllegalArgumentException("No empty line ends the head: " + text);
            }
            // Trailing white space belongs to a status line without a reason phrase.
            String line = text.substring(at, end).replace("\r", "");
            at = end + 1;
            if (line.isEmpty()) {
                break;
            }
            lines.add(line);
        }
        List<String> fields = lines.subList(1, lines.size()).stream()
                .filter(field -> !isFraming(field.toLowerCase(Locale.ROOT)))
                .toList();
        return new RawAnswer(lines.get(0), fields, text.substring(at).getBytes(ISO_8859_1));
    }

    private static boolean isFraming(String field) {
        return field.startsWith("content-length:")
                || field.startsWith("transfer-encoding:")
                || field.startsWith("connection:")
                || field.startsWith("keep-alive:");
    }

    /** Returns the answer with another body. */
    RawAnswer withBody(byte[] other) {
        return new RawAnswer(statusLine, fields, other);
    }

    @Override
    public boolean play(String method, OutputStream out) throws IOException, InterruptedException {
        return as(Framing.LENGTH).play(method, out);
    }

    /** Returns what sends it so. */
    RawUpstream.Script as(Framing framing) {
        return (method, out) -> {
            boolean gzip = framing.isCompressed();
            byte[] content = gzip ? gzip(body) : body;
            String coding = gzip ? "Content-Encoding: gzip\r\n" : "";
            boolean head = method.equals("HEAD");
            switch (framing) {
                case LENGTH, GZIP -> {
                    send(out, coding + "Content-Length: " + content.length + "\r\n");
                    if (!head) {
                        out.write(content);
                    }
                }
                case CHUNKED, CHUNKED_SMALL, GZIP_CHUNKED -> {
                    send(out, coding + "Transfer-Encoding: chunked\r\n");
                    if (!head) {
                        chunks(out, content, framing == Framing.CHUNKED_SMALL ? 7 : 1000);
                    }
                }
                case CLOSE -> {
                    send(out, "Connection: close\r\n");
                    if (!head) {
                        out.write(content);
                    }
                }
            }
            out.flush();
            return framing != Framing.CLOSE;
        };
    }

    private void send(OutputStream out, String framing) throws IOException {
        StringBuilder head = new StringBuilder(statusLine).append("\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        out.write(head.append(framing).append("\r\n").toString().getBytes(ISO_8859_1));
    }

    private static void chunks(OutputStream out, byte[] content, int size) throws IOException {
        for (int at = 0; at < content.length; at += size) {
            int length = Math.min(size, content.length - at);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            out.write(content, at, length);
            out.write(new byte[] {'\r', '\n'});
        }
        out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    }

    /** Compresses. */
    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream pressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(pressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pressed.toByteArray();
    }
}
