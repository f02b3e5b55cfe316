package dev.accountrisk.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Takes spans in OpenTelemetry's protocol over HTTP, and keeps the bytes. */
final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (bytes) {
                bytes.writeBytes(body);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** All it got, in hexadecimal digits: that is how ids are written elsewhere. */
    String received() {
        return HexFormat.of().formatHex(content());
    }

    String text() {
        return new String(content(), StandardCharsets.ISO_8859_1);
    }

    private byte[] content() {
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
