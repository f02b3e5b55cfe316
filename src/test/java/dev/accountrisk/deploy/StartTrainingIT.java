package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.StartTraining;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runs that make the image's start-up caches talk to nobody, wherever an image is built. */
class StartTrainingIT {
    private static final int LOOK_MILLIS = 100;

    @ParameterizedTest
    @ValueSource(strings = {"worker", "jobs"})
    void itConnectsToNoServer(String what, @TempDir Path dir) throws Exception {
        try (ServerSocket mysql = listen(); ServerSocket kafka = listen(); ServerSocket redis = listen()) {
            Path log = dir.resolve("log");
            Process training = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    StartTraining.class.getName(), what, "--management.server.port=0",
                    "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + mysql.getLocalPort() + "/none",
                    "--spring.kafka.bootstrap-servers=127.0.0.1:" + kafka.getLocalPort(),
                    "--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + redis.getLocalPort())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertThat(training.waitFor(3, TimeUnit.MINUTES)).isTrue();
            } finally {
                training.destroyForcibly();
            }

            assertThat(training.exitValue()).as(Files.readString(log)).isZero();
            assertNobodyCame(mysql);
            assertNobodyCame(kafka);
            assertNobodyCame(redis);
        }
    }

    /** A connection that was made before waits here. */
    private static void assertNobodyCame(ServerSocket server) {
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LOOK_MILLIS);
        return server;
    }
}
