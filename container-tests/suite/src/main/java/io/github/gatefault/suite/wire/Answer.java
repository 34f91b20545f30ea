package io.github.gatefault.suite.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One answer and all that came before it, over HTTP/1.1 or HTTP/2.
 *
 * @param interims the 1xx answers before it
 * @param head its status and fields; status 0 and no fields where nothing came
 * @param framing how its end is told
 * @param body its content, without framing
 * @param pieces the chunks or DATA frames; one for a body without such
 * @param trailers the fields behind its body
 * @param ending how it ended
 * @param remark what was wrong with it, for people; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(
        List<Head> interims,
        Head head,
        Framing framing,
        byte[] body,
        List<Piece> pieces,
        List<Field> trailers,
        Ending ending,
        String remark) {

    /** How the end of a body is told. */
    public enum Framing {
        /** There is none: to HEAD, or with a status that has no body. */
        NONE,
        /** By Content-Length. */
        LENGTH,
        /** By a last chunk. */
        CHUNKED,
        /** By the end of the connection. */
        CLOSE,
        /** By {@code END_STREAM}. */
        STREAM
    }

    /** A part of a body as it was framed: its size, and when it had come in whole, counted from the request. */
    public record Piece(int size, Duration after) {}

    /** Copies the lists. */
    public Answer {
        interims = List.copyOf(interims);
        pieces = List.copyOf(pieces);
        trailers = List.copyOf(trailers);
    }

    /** Returns the status, or 0 where no answer began. */
    public int status() {
        return head.status();
    }

    /** Returns the only value under this name. */
    public Optional<String> header(String name) {
        List<String> all = head.all(name);
        if (all.size() > 1) {
            throw new AssertionError("More than one " + name + ": " + all);
        }
        return all.stream().findFirst();
    }

    /** Returns all values under this name, in their order. */
    public List<String> headers(String name) {
        return head.all(name);
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** Returns whether the client could take this for a whole answer. */
    public boolean isComplete() {
        return ending == Ending.COMPLETE;
    }

    /** Returns whether the connection or the stream was cut off in a way that no client can take for an end. */
    public boolean isCutOff() {
        return ending == Ending.TRUNCATED || ending == Ending.RESET || ending == Ending.NO_ANSWER;
    }

    @Override
    public String toString() {
        String text = text();
        return ending
                + (remark.isEmpty() ? "" : " (" + remark + ")")
                + " "
                + head.statusLine()
                + " "
                + head.fields()
                + " "
                + body.length
                + " bytes "
                + (text.length() > 300 ? text.substring(0, 300) + "…" : text);
    }
}
