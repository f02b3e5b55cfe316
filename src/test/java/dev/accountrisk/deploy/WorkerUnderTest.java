package dev.accountrisk.deploy;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker as it is in production, in this JVM, looked at by HTTP alone. */
final class WorkerUnderTest implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ConfigurableApplicationContext context;
    private final Management management;

    private WorkerUnderTest(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.management = new Management(port);
    }

    static WorkerUnderTest start(Map<String, String> settings) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("management.server.port", Integer.toString(port));
        String[] arguments = all.entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new WorkerUnderTest(SpringApplication.run(AccountRiskWorker.class, arguments), port);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitReady() {
        await("the worker is ready").atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> management.get("/actuator/health/readiness"), answer -> answer.statusCode() == 200);
    }

    boolean hasBean(String name) {
        return context.containsBean(name);
    }

    Management management() {
        return management;
    }

    @Override
    public void close() {
        management.close();
        context.close();
    }
}
