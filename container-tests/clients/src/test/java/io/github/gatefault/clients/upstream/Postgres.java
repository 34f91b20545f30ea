package io.github.gatefault.clients.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * As much of a PostgreSQL server as it takes to log in (its protocol 3.0, "Start-up"); to clients of other protocols it says
 * nothing.
 */
final class Postgres implements Conversation {
    private static final int PROTOCOL_3_0 = 3 << 16;

    @Override
    public void hold(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        int length = in.readInt();
        if (in.readInt() != PROTOCOL_3_0) {
            return;
        }
        in.skipNBytes(length - 8);
        ByteArrayOutputStream welcome = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(welcome);
        message(out, 'R', new byte[4]);
        message(out, 'S', "server_version\00014.0\000".getBytes(US_ASCII));
        message(out, 'S', "client_encoding\000UTF8\000".getBytes(US_ASCII));
        message(out, 'S', "DateStyle\000ISO\000".getBytes(US_ASCII));
        message(out, 'S', "integer_datetimes\000on\000".getBytes(US_ASCII));
        message(out, 'K', new byte[8]);
        message(out, 'Z', new byte[] {'I'});
        connection.getOutputStream().write(welcome.toByteArray());
    }

    private static void message(DataOutputStream out, char type, byte[] payload) throws IOException {
        out.writeByte(type);
        out.writeInt(payload.length + 4);
        out.write(payload);
    }
}
