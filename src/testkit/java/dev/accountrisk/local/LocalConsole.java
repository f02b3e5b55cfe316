package dev.accountrisk.local;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.servers.MySqlAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.SpringApplication;

/** The console of a local run: a process of its own on loopback, with a login link that works once. */
final class LocalConsole {
    private static final Path LOG = Path.of("target", "local-run", "console.log");
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final int PORT = 8080;
    private static final int HTTP_OK = 200;

    private final int port = freePort(PORT);
    private final String token = UUID.randomUUID().toString();
    private final Process process;

    private LocalConsole(MySqlAddress mysql, String database) throws IOException {
        Files.createDirectories(LOG.getParent());
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                AccountRiskWorker.class.getName(), "console", "--server.address=127.0.0.1", "--server.port=" + port,
                "--management.server.address=127.0.0.1", "--management.server.port=" + freePort(0),
                "--spring.datasource.url=" + mysql.jdbcUrl(database),
                "--spring.datasource.username=" + mysql.username()).redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        // not among the arguments, which every user of the machine can see
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", mysql.password());
        builder.environment().put("ACCOUNTRISK_CONSOLE_LOGINTOKEN", token);
        process = builder.start();
        SpringApplication.getShutdownHandlers().add(process::destroy);
    }

    static LocalConsole start(MySqlAddress mysql, String database) {
        try {
            return new LocalConsole(mysql, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address that logs in whoever opens it first, as soon as the console answers there. */
    String awaitLink() {
        URI login = URI.create("http://127.0.0.1:" + port + "/login");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(login).build();
            await("the console answers, see " + LOG.toAbsolutePath()).atMost(READY_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK);
        }
        return login + "/link?token=" + token;
    }

    void stop() {
        process.destroy();
    }

    /** The wanted port, or any other if that is taken. */
    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) {
                throw new UncheckedIOException(taken);
            }
            return freePort(0);
        }
    }
}
