package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates change under a running worker while records arrive: no restart, and no record is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenewalIT {
    private static final String DATABASE = "deploy_renewal";
    private static final FreshTopics TOPICS = new FreshTopics("account.risk.updates", "account.commands",
            "account.events", "account.parked", "account-risk-worker");

    private final AtomicInteger sent = new AtomicInteger();
    private Path dir;
    private Path trustStore;
    private Path keyStore;
    private Path mysqlPassword;
    private Path kafkaPassword;
    private Path redisPassword;
    private Optional<TestServers> processes = Optional.empty();
    private TestServers servers;
    private SecureServers secure;
    private Certificates current;
    private Connection administrator;
    private DatabaseUsers users;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    void start(@TempDir Path fresh) throws Exception {
        dir = fresh;
        processes = TestServers.startOwnProcesses(dir);
        Assumptions.assumeTrue(processes.isPresent(),
                "skipped: certificates are put into servers that are processes, and this machine cannot have any");
        servers = processes.get();
        secure = new SecureServers(servers, dir);
        current = secure.certificates;
        servers.mysql().createDatabase(DATABASE);
        secure.secureMySql("server");
        secure.secureKafka(dir);
        TOPICS.create(servers.kafka(), 2);
        secure.encryptRedis();
        Path live = Files.createDirectory(dir.resolve("live"));
        trustStore = live.resolve("truststore.p12");
        keyStore = live.resolve("keystore.p12");
        Certificates.trust(trustStore, current);
        current.replaceKeyStore(keyStore, SecureServers.USER);
        mysqlPassword = Files.writeString(live.resolve("mysql"), "first\n");
        kafkaPassword = Files.writeString(live.resolve("kafka"), SecureServers.PASSWORD + "\n");
        redisPassword = Files.writeString(live.resolve("redis"), SecureServers.PASSWORD + "\n");
        administrator = servers.mysql().connect("");
        users = new DatabaseUsers(administrator, DATABASE);
        users.create();
        users.open(DatabaseUsers.MIGRATION, "first");
        users.open(DatabaseUsers.WORKER, "first");
        assertThat(CommandLineEntry.run(AccountRiskWorker.class, "migrate", "--spring.datasource.url=" + mysqlUrl(),
                "--spring.datasource.username=" + DatabaseUsers.MIGRATION, "--spring.datasource.password=first",
                "--spring.ssl.bundle.jks.servers.truststore.password=" + Certificates.PASSWORD))
                .isEqualTo(OptionalInt.of(0));
        users.grant();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    void stop() throws Exception {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
        if (administrator != null) {
            administrator.close();
        }
        processes.ifPresent(TestServers::close);
    }

    @Test
    void passwordsAndTheServersCertificatesChange() throws Exception {
        Map<String, String> settings = settings(secure.scramPort);
        settings.put("spring.kafka.security.protocol", "SASL_SSL");
        settings.put("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-512");
        settings.put("spring.kafka.properties.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(SecureServers.USER, SecureServers.PASSWORD));
        try (WorkerUnderTest worker = WorkerUnderTest.start(settings)) {
            worker.awaitReady();
            awaitApplied("at first");
            awaitLocks(worker, "at first");

            users.open(DatabaseUsers.WORKER, "second");
            Files.writeString(mysqlPassword, "second\n");
            users.killSessionsOf(DatabaseUsers.WORKER);
            awaitApplied("MySQL's password");

            secure.changeKafkaPassword("second");
            Files.writeString(kafkaPassword, "second\n");
            secure.restartKafka();
            awaitApplied("Kafka's password");

            Files.writeString(redisPassword, "second\n");
            secure.changeRedisPassword("second");
            awaitLocks(worker, "Redis's password");

            Certificates next = SecureServers.newCertificates(Files.createDirectory(dir.resolve("second")));
            Certificates.trust(trustStore, current, next);
            awaitTrusted(worker, 2);
            secure.renewMySql(next);
            users.killSessionsOf(DatabaseUsers.WORKER);
            awaitApplied("MySQL's certificate");

            secure.renewKafka(next);
            awaitApplied("Kafka's certificate");

            secure.renewRedis(next);
            awaitLocks(worker, "Redis's certificate");

            current = next;
            Certificates.trust(trustStore, current);
            awaitTrusted(worker, 1);
            awaitApplied("the old authority is gone");
            worker.awaitReady();
        }
    }

    @Test
    void theWorkersOwnCertificatesChange() throws Exception {
        Map<String, String> settings = settings(secure.mutualPort);
        settings.put("spring.kafka.security.protocol", "SSL");
        settings.put("spring.ssl.bundle.jks.servers.keystore.type", "PKCS12");
        settings.put("spring.ssl.bundle.jks.servers.keystore.location", keyStore.toUri().toString());
        settings.put("spring.ssl.bundle.jks.servers.keystore.password", Certificates.PASSWORD);
        settings.put("spring.datasource.url", mysqlUrl() + "&clientCertificateKeyStoreType=PKCS12"
                + "&clientCertificateKeyStoreUrl=" + keyStore.toUri() + "&clientCertificateKeyStorePassword="
                + Certificates.PASSWORD);
        current.replaceKeyStore(keyStore, SecureServers.USER);
        require("X509");
        try (WorkerUnderTest worker = WorkerUnderTest.start(settings)) {
            worker.awaitReady();
            awaitApplied("at first");

            Certificates next = SecureServers.newCertificates(Files.createDirectory(dir.resolve("third")));
            Certificates.trust(trustStore, current, next);
            next.replaceKeyStore(keyStore, SecureServers.USER);
            awaitTrusted(worker, 2);
            // the servers trust the new authority only
            secure.renewMySql(next);
            users.killSessionsOf(DatabaseUsers.WORKER);
            awaitApplied("the worker's certificate for MySQL");

            secure.renewKafka(next);
            awaitApplied("the worker's certificate for Kafka");
            current = next;
            worker.awaitReady();
        } finally {
            require("SSL");
        }
    }

    private void require(String what) throws Exception {
        try (var statement = administrator.createStatement()) {
            statement.execute("ALTER USER '" + DatabaseUsers.WORKER + "'@'%' REQUIRE " + what);
        }
    }

    /** Production's, for the server of this test. */
    private String mysqlUrl() throws IOException {
        String name = "SPRING_DATASOURCE_URL=";
        return Files.readAllLines(Manifests.DIR.resolve("overlays/production/settings.env"))
                .stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length())
                .replace("//mysql.mysql.svc:3306/account_risk?",
                        "//%s:%d/%s?".formatted(SecureServers.HOST, servers.mysql().port(), DATABASE))
                .replace("file:/run/secrets/account-risk/truststore.p12", trustStore.toUri().toString());
    }

    private Map<String, String> settings(int kafkaPort) throws Exception {
        Map<String, String> settings = new HashMap<>(TOPICS.asProperties());
        settings.putAll(Map.of("spring.datasource.url", mysqlUrl(), "spring.datasource.username",
                DatabaseUsers.WORKER, "spring.datasource.password", Files.readString(mysqlPassword).strip(),
                "spring.flyway.enabled", "false", "spring.kafka.bootstrap-servers",
                SecureServers.HOST + ":" + kafkaPort,
                "spring.kafka.ssl.bundle", "servers", "account-risk.rotation.database-password-file",
                mysqlPassword.toString(), "account-risk.rotation.kafka-password-file", kafkaPassword.toString(),
                "account-risk.rotation.redis-password-file", redisPassword.toString(), "logging.file.name",
                dir.resolve("worker.log").toString()));
        settings.putAll(Map.of("spring.data.redis.host", SecureServers.HOST, "spring.data.redis.port",
                Integer.toString(secure.redisTlsPort), "spring.data.redis.ssl.bundle", "servers",
                "spring.data.redis.username", SecureServers.USER, "spring.data.redis.password",
                Files.readString(redisPassword).strip(), "account-risk.redis-lock.wait-max", "2500ms",
                "account-risk.redis-lock.retry-after", "10ms"));
        settings.putAll(Map.of("spring.ssl.bundle.jks.servers.truststore.location", trustStore.toUri().toString(),
                "spring.ssl.bundle.jks.servers.truststore.type", "PKCS12",
                "spring.ssl.bundle.jks.servers.truststore.password", Certificates.PASSWORD,
                "spring.ssl.bundle.jks.servers.reload-on-update", "true",
                "spring.ssl.bundle.watch.file.quiet-period", "200ms"));
        return settings;
    }

    /** Records are sent before, while and after a change takes effect; every one of them is a row in the end. */
    private void awaitApplied(String what) throws Exception {
        for (int record = 0; record < 5; record++) {
            credit();
        }
        await(what).atMost(WorkerUnderTest.PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            credit();
            return applied() >= sent.get() - 2;
        });
        await("every record after " + what).atMost(WorkerUnderTest.PATIENCE).until(() -> applied() == sent.get());
    }

    private void awaitLocks(WorkerUnderTest worker, String what) throws Exception {
        double before = worker.management().sum("account_risk_lock_seconds_count", "result=\"acquired\"");
        await(what).atMost(WorkerUnderTest.PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            credit();
            return worker.management().sum("account_risk_lock_seconds_count", "result=\"acquired\"") >= before + 5;
        });
        awaitApplied(what);
    }

    /** As the metric of the certificates' expiry says. */
    private static void awaitTrusted(WorkerUnderTest worker, int authorities) {
        await("the trust store was read again").atMost(WorkerUnderTest.PATIENCE)
                .until(() -> worker.management()
                        .series()
                        .stream()
                        .filter(line -> line.startsWith("ssl_chain_expiry_seconds")
                                && line.contains("source=\"truststore\""))
                        .count() == authorities);
    }

    private long applied() throws Exception {
        try (var statement = administrator.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM " + DATABASE + ".account_balance")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void credit() {
        String account = "account-" + sent.getAndIncrement();
        String command = "{\"commandId\":\"c\",\"accountUuid\":\"" + account
                + "\",\"type\":\"CREDIT\",\"amount\":\"1\"}";
        var _ = producer.send(new ProducerRecord<>(TOPICS.commands(), account.getBytes(StandardCharsets.US_ASCII),
                command.getBytes(StandardCharsets.US_ASCII)));
        producer.flush();
    }
}
