package dev.accountrisk.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The few words of Redis' protocol that need no client. */
final class RedisCommand {

    private static final int TIMEOUT_MILLIS = 5_000;

    private RedisCommand() {}

    static String send(String host, int port, String line) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = reader.readLine();
            if (answer == null) {
                throw new IOException("the connection ended");
            }
            // a bulk answer says its length first, and then itself
            return answer.startsWith("$") && !answer.equals("$-1") ? String.valueOf(reader.readLine()) : answer;
        }
    }
}
