package io.github.gatefault.clients.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** The server's side of HTTP/2 (RFC 9113), frame by frame: as much of it as it takes to fail in it. */
final class Http2 implements Conversation {
    private static final int PREFACE_LENGTH = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /** What becomes of a request. */
    @FunctionalInterface
    interface Answer {
        /** Returns whether the connection goes on. */
        boolean write(Http2 connection, int stream) throws IOException;
    }

    private final Answer answer;
    private OutputStream out = OutputStream.nullOutputStream();

    private Http2(Answer answer) {
        this.answer = answer;
    }

    static Conversation answering(Answer answer) {
        return connection -> new Http2(answer).hold(connection);
    }

    @Override
    public void hold(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        out = connection.getOutputStream();
        in.skipNBytes(PREFACE_LENGTH);
        frame(SETTINGS, 0, 0, new byte[0]);
        boolean open = true;
        while (open) {
            int lengthAndType = in.readInt();
            int type = lengthAndType & 0xff;
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.skipNBytes(lengthAndType >>> 8);
            if (type == SETTINGS && (flags & ACK) == 0) {
                frame(SETTINGS, ACK, 0, new byte[0]);
            } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                // The client is to have finished with its writing: what it then hears cannot come in between.
                Conversation.pause();
                open = answer.write(this, stream);
            }
        }
    }

    /** Says that this and all later streams will not be answered. */
    void goAway() throws IOException {
        frame(GOAWAY, 0, 0, new byte[8]);
    }

    void resetStream(int stream, int error) throws IOException {
        frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, (byte) error});
    }

    /** Begins an answer: for gRPC as good as for others, with half of a message. */
    void beginAnswer(int stream) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(0x88); // :status 200, from the static table
        field(fields, "content-type", "application/grpc");
        frame(HEADERS, END_HEADERS, stream, fields.toByteArray());
        byte[] half = new byte[50];
        half[4] = 100;
        frame(DATA, 0, stream, half);
    }

    void garbage() throws IOException {
        out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        out.flush();
    }

    /** A literal field, not to be indexed, with a new name (RFC 7541, section 6.2.2). */
    private static void field(ByteArrayOutputStream fields, String name, String value) {
        fields.write(0);
        fields.write(name.length());
        fields.writeBytes(name.getBytes(US_ASCII));
        fields.write(value.length());
        fields.writeBytes(value.getBytes(US_ASCII));
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(payload.length >>> 16);
        frame.write(payload.length >>> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.write(stream >>> 24);
        frame.write(stream >>> 16);
        frame.write(stream >>> 8);
        frame.write(stream);
        frame.writeBytes(payload);
        out.write(frame.toByteArray());
        out.flush();
    }
}
