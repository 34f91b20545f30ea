package io.github.gatefault.clients.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * As much of a PostgreSQL server (its protocol 3.0) as it takes for a pool to be content with a connection: it lets anybody in,
 * and answers what a pool asks before it hands out a connection. It ends with the first question of an app, unanswered; to
 * clients of other protocols it says nothing at all.
 */
final class Postgres implements Conversation {
    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final byte[] READY = {'I'};

    @Override
    public void hold(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        int length = in.readInt();
        if (in.readInt() != PROTOCOL_3_0) {
            return;
        }
        in.skipNBytes(length - 8);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(messages);
        message(out, 'R', new byte[4]); // let in
        message(out, 'S', bytes("server_version\00014.0\0"));
        message(out, 'S', bytes("client_encoding\0UTF8\0"));
        message(out, 'S', bytes("DateStyle\0ISO\0"));
        message(out, 'S', bytes("integer_datetimes\0on\0"));
        message(out, 'K', new byte[8]);
        message(out, 'Z', READY);
        send(messages, connection);
        boolean goesOn = true;
        String parsed = "";
        while (goesOn) {
            int type = in.readUnsignedByte();
            String payload = new String(in.readNBytes(in.readInt() - 4), ISO_8859_1);
            if (type == 'P') {
                // An empty name, then the query, each with a zero behind it.
                parsed = payload.substring(1, payload.indexOf(0, 1));
            } else if (type == 'S') {
                message(out, '1', new byte[0]);
                message(out, '2', new byte[0]);
                goesOn = answer(parsed, true, out);
            } else if (type == 'Q') {
                goesOn = answer(payload.substring(0, payload.indexOf(0)), false, out);
            }
            if (goesOn) {
                send(messages, connection);
            }
        }
    }

    /** Answers a query of a pool; returns whether it is one. */
    private static boolean answer(String query, boolean described, DataOutputStream out) throws IOException {
        if (query.isEmpty()) {
            if (described) {
                message(out, 'n', new byte[0]);
            }
            message(out, 'I', new byte[0]);
        } else if (query.startsWith("SHOW ")) {
            // One column, of text, and one row.
            message(out, 'T', bytes("\0\1level\0" + "\0".repeat(8) + "\0\031" + "\377".repeat(6) + "\0\0"));
            message(out, 'D', bytes("\0\1\0\0\0\016read committed"));
            message(out, 'C', bytes("SHOW\0"));
        } else {
            return false;
        }
        message(out, 'Z', READY);
        return true;
    }

    private static void message(DataOutputStream out, char type, byte[] payload) throws IOException {
        out.writeByte(type);
        out.writeInt(payload.length + 4);
        out.write(payload);
    }

    private static void send(ByteArrayOutputStream messages, Socket connection) throws IOException {
        connection.getOutputStream().write(messages.toByteArray());
        messages.reset();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
