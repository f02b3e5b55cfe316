package dev.accountrisk.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker which requests it knows, as every client does first. An admin client would do too, but it logs a warning
 * for each try while the broker is still down.
 */
final class BrokerProbe {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int API_VERSIONS_KEY = 18;
    private static final int CORRELATION_ID = 7;
    /** Key, version, correlation id, and a client id that is null. */
    private static final int REQUEST_BYTES = 2 + 2 + 4 + 2;

    private BrokerProbe() {}

    static boolean answers(String host, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(REQUEST_BYTES);
            out.writeShort(API_VERSIONS_KEY);
            out.writeShort(0);
            out.writeInt(CORRELATION_ID);
            out.writeShort(-1);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            int sizeBytes = in.readInt();
            return sizeBytes > 0 && in.readInt() == CORRELATION_ID && in.readShort() == 0;
        }
    }
}
