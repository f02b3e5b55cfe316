package dev.accountrisk.local;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.servers.TestServers;
import java.io.Console;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The first command of the README: servers, worker, console and traffic, until Ctrl-C. */
public final class LocalRun {

    private static final String DATABASE = "account_risk";
    private static final int PARTITIONS = 6;
    private static final Path LOG = Path.of("target", "local-run", "worker.log");
    private static final int USAGE_EXIT_CODE = 2;
    private static final int HTTP_OK = 200;
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

    private LocalRun() {}

    public static void main(String[] arguments) {
        LocalRunOptions options;
        try {
            options = LocalRunOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + LocalRunOptions.USAGE);
            System.exit(USAGE_EXIT_CODE);
            return;
        }
        if (options.help()) {
            System.out.println(LocalRunOptions.USAGE);
            return;
        }
        // until Boot sets up the worker's log, every log line would go to the screen
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try {
            run(options);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** JDK 25 provides no console without a terminal, whatever later versions do. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void run(LocalRunOptions options) {
        System.out
                .println("Starting MySQL, Kafka and Redis (the first time downloads them, which takes a minute) ...");
        LocalStack stack = LocalStack.start(options.mysql());
        TestServers servers = stack.servers();
        stack.mysql().createDatabase(DATABASE);
        List.of("account.risk.updates", "account.commands", "account.events", "account.parked")
                .forEach(topic -> servers.kafka().createTopic(topic, PARTITIONS));
        LocalConsole console = LocalConsole.start(stack.mysql(), DATABASE);
        var context = SpringApplication.from(AccountRiskWorker::main)
                .run(settings(stack, options))
                .getApplicationContext();
        String http = "http://localhost:" + port(context);
        System.out.println("The worker is starting ...");
        awaitReady(URI.create(http + "/actuator/health/readiness"));
        System.out.println("\nOpen the console, the link logs you in once:  " + console.awaitLink());
        System.out.println(whereToLook(stack, http, options));
        Traffic traffic = options.feed() == null
                ? new MadeUpTraffic(System.nanoTime(), System::currentTimeMillis)
                : options.mapping() == null
                        ? new FileTraffic(options.feed())
                        : new MappedTraffic(options.feed(), options.mapping(), options.topic(),
                                options.forWorker(), System.currentTimeMillis());
        var feed = new Feed(traffic, options.recordsPerSecond(), servers.kafka().bootstrapServers());
        var view = new WorkerView(servers, stack.mysql(), DATABASE, PARTITIONS,
                URI.create(http + "/actuator/prometheus"));
        var line = new LiveLine(view, feed, System.out, isTerminal(),
                options.feed() == null ? null : new ParkedLines(view, feed, System.out));
        // when this JVM ends, the context closes first and the servers last, so nothing is sent to a stopped worker
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> {
            feed.close();
            line.close();
            view.close();
            console.stop();
            System.out.println("Stopping ...");
        });
        feed.start();
        line.start();
    }

    /** The worker's settings, as in production. Only its log goes to a file, so that the live line has the screen. */
    private static String[] settings(LocalStack stack, LocalRunOptions options) {
        TestServers servers = stack.servers();
        var settings = new ArrayList<String>();
        Map.of("spring.datasource.url", stack.mysql().jdbcUrl(DATABASE), "spring.datasource.username",
                stack.mysql().username(), "spring.datasource.password", stack.mysql().password(),
                "spring.kafka.bootstrap-servers", servers.kafka().bootstrapServers(), "spring.data.redis.host",
                servers.redis().host(), "spring.data.redis.port", Integer.toString(servers.redis().port()),
                "logging.file.name", LOG.toString(), "logging.threshold.console", "ERROR", "spring.main.banner-mode",
                "off")
                .forEach((name, value) -> settings.add("--" + name + "=" + value));
        if (options.mapping() != null) {
            settings.add("--account-risk.mappings." + options.topic() + "=" + options.mapping());
        }
        settings.addAll(options.forWorker());
        return settings.toArray(String[]::new);
    }

    private static void awaitReady(URI readiness) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(readiness).build();
            await("the worker is ready, see " + LOG.toAbsolutePath()).atMost(READY_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK);
        }
    }

    private static String port(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        return environment.getProperty("local.management.port",
                environment.getProperty("local.server.port", "8081"));
    }

    private static String whereToLook(LocalStack stack, String http, LocalRunOptions options) {
        String rate = options.recordsPerSecond() == 0
                ? "as many records as go"
                : options.recordsPerSecond() + " records";
        return """

                The worker runs on MySQL %s, Kafka and Redis (%s).%s
                  health    %s/actuator/health/readiness
                  metrics   %s/actuator/prometheus
                  rows      %s
                            SELECT * FROM account_risk LIMIT 10;
                  topics    %s
                  its log   %s
                Sending %s a second%s. Ctrl-C ends it all.
                """.formatted(stack.mysql().version(), stack.servers().kind(), stack.more(), http,
                http,
                stack.mysql().clientCommandLine(DATABASE), stack.servers().kafka().bootstrapServers(),
                LOG.toAbsolutePath(),
                rate,
                options.feed() == null ? "" : " from " + options.feed());
    }
}
