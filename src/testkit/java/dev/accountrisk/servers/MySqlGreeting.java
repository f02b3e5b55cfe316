package dev.accountrisk.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** MySQL speaks first: a server that takes connections sends a packet whose fifth byte is its protocol, 10. */
final class MySqlGreeting {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int HEADER_BYTES = 4;
    private static final int PROTOCOL_VERSION = 10;

    private MySqlGreeting() {}

    static boolean isGiven(String host, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] start = socket.getInputStream().readNBytes(HEADER_BYTES + 1);
            return start.length == HEADER_BYTES + 1 && start[HEADER_BYTES] == PROTOCOL_VERSION;
        }
    }
}
