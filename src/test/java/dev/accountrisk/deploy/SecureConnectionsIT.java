package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worker over encrypted connections to servers that ask for them, with the rights of {@code deploy/} and no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureConnectionsIT {
    private static final String DATABASE = "deploy_secure";
    private static final String PASSWORD = "worker-in-mysql";
    private static final FreshTopics TOPICS = new FreshTopics("account.risk.updates", "account.commands",
            "account.events", "account.parked", "account-risk-worker");

    private Path dir;

    private Optional<TestServers> processes = Optional.empty();
    private TestServers servers;
    private SecureServers secure;
    private int accounts;

    /** How the worker shows Kafka who it is. */
    enum KafkaIdentity {
        SCRAM, CERTIFICATE
    }

    @BeforeAll
    void start(@TempDir Path fresh) throws Exception {
        dir = fresh;
        processes = TestServers.startOwnProcesses(dir);
        Assumptions.assumeTrue(processes.isPresent(),
                "skipped: certificates are put into servers that are processes, and this machine cannot have any");
        servers = processes.get();
        secure = new SecureServers(servers, dir);
        servers.mysql().createDatabase(DATABASE);
        secure.secureMySql("server");
        secure.secureKafka(dir);
        TOPICS.create(servers.kafka(), 2);
        secure.secureRedis();
        try (Connection administrator = servers.mysql().connect("")) {
            DatabaseUsers users = new DatabaseUsers(administrator, DATABASE);
            users.create();
            users.open(DatabaseUsers.MIGRATION, PASSWORD);
            users.open(DatabaseUsers.WORKER, PASSWORD);
            assertThat(CommandLineEntry.run(AccountRiskWorker.class, "migrate", "--spring.datasource.url=" + mysqlUrl(),
                    "--spring.datasource.username=" + DatabaseUsers.MIGRATION,
                    "--spring.datasource.password=" + PASSWORD)).isEqualTo(OptionalInt.of(0));
            users.grant();
        }
    }

    @AfterAll
    void stop() {
        processes.ifPresent(TestServers::close);
    }

    private String mysqlUrl() throws Exception {
        return "jdbc:mysql://%s:%d/%s?sslMode=VERIFY_IDENTITY&allowPublicKeyRetrieval=false".formatted(
                SecureServers.HOST, servers.mysql().port(), DATABASE)
                + "&fallbackToSystemTrustStore=false&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStoreUrl="
                + secure.certificates.trustStore().toUri() + "&trustCertificateKeyStorePassword="
                + Certificates.PASSWORD;
    }

    private Map<String, String> kafkaClient(KafkaIdentity identity) throws Exception {
        Map<String, String> client = new HashMap<>(Map.of("ssl.truststore.type", "PKCS12", "ssl.truststore.location",
                secure.certificates.trustStore().toString(), "ssl.truststore.password", Certificates.PASSWORD));
        switch (identity) {
            case SCRAM -> client.putAll(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512",
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                            .formatted(SecureServers.USER, SecureServers.PASSWORD)));
            case CERTIFICATE -> client.putAll(Map.of("security.protocol", "SSL", "ssl.keystore.type", "PKCS12",
                    "ssl.keystore.location", secure.certificates.keyStore(SecureServers.USER).toString(),
                    "ssl.keystore.password", Certificates.PASSWORD));
        }
        return client;
    }

    private String bootstrap(KafkaIdentity identity) {
        return SecureServers.HOST + ":" + switch (identity) {
            case SCRAM -> secure.scramPort;
            case CERTIFICATE -> secure.mutualPort;
        };
    }

    private Map<String, String> settings(KafkaIdentity identity) throws Exception {
        Map<String, String> settings = new HashMap<>(TOPICS.asProperties());
        settings.putAll(Map.of("spring.datasource.url", mysqlUrl(), "spring.datasource.username",
                DatabaseUsers.WORKER, "spring.datasource.password", PASSWORD, "spring.flyway.enabled", "false",
                "spring.kafka.bootstrap-servers", bootstrap(identity)));
        settings.putAll(Map.of("spring.data.redis.host", SecureServers.HOST, "spring.data.redis.port",
                Integer.toString(secure.redisTlsPort), "spring.data.redis.ssl.bundle", "redis",
                "spring.ssl.bundle.jks.redis.truststore.location", secure.certificates.trustStore().toUri().toString(),
                "spring.ssl.bundle.jks.redis.truststore.password", Certificates.PASSWORD, "spring.data.redis.username",
                SecureServers.USER, "spring.data.redis.password", SecureServers.PASSWORD,
                // what is tested is that it works, not how soon on a machine that is busy
                "account-risk.redis-lock.wait-max", "5s", "account-risk.redis-lock.retry-after", "10ms",
                "logging.file.name", dir.resolve("worker.log").toString()));
        kafkaClient(identity).forEach((name, value) -> settings.put("spring.kafka.properties." + name, value));
        return settings;
    }

    @Test
    void everyConnectionIsEncryptedAndNoRightIsMissing() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.start(settings(KafkaIdentity.SCRAM))) {
            applyOne(worker);
            // the first connection may take longer than a batch waits
            await("a batch has its locks in Redis").atMost(WorkerUnderTest.PATIENCE).ignoreExceptions().until(() -> {
                credit();
                return worker.management().sum("account_risk_lock_seconds_count", "result=\"acquired\"");
            }, acquired -> acquired >= 1);
            assertThat(worker.management().sum("ssl_chain_expiry_seconds", "bundle=\"redis\"", "source=\"truststore\""))
                    .as("the authority's certificate is valid for two days")
                    .isBetween(86_400.0, 172_800.0);
        }
    }

    /** Redis is optional: a worker that must encrypt, and finds a server that does not, works without Redis. */
    @Test
    void aCertificateShowsKafkaWhoItIsAndRedisWithoutEncryptionIsNotUsed() throws Exception {
        Map<String, String> settings = settings(KafkaIdentity.CERTIFICATE);
        settings.put("spring.data.redis.port", Integer.toString(servers.redis().port()));
        settings.put("account-risk.redis-lock.wait-max", "1s");
        try (WorkerUnderTest worker = WorkerUnderTest.start(settings)) {
            applyOne(worker);
            assertThat(worker.management().sum("account_risk_lock_seconds_count", "result=\"unavailable\""))
                    .isGreaterThanOrEqualTo(1);
            assertThat(worker.management().sum("account_risk_lock_seconds_count", "result=\"acquired\"")).isZero();
        }
    }

    private void applyOne(WorkerUnderTest worker) throws Exception {
        worker.awaitReady();
        credit();
        await("the command is applied").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().sum("account_risk_records_total", "outcome=\"applied\""),
                        applied -> applied >= 1);
        await("the events are sent").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().sum("account_risk_outbox_relayed_total", "kind=\"event\""),
                        sent -> sent >= 1);
    }

    private void credit() throws Exception {
        String account = "account-" + accounts++;
        String command = "{\"commandId\":\"c\",\"accountUuid\":\"" + account
                + "\",\"type\":\"CREDIT\",\"amount\":\"1\"}";
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.commands(), account.getBytes(StandardCharsets.US_ASCII),
                    command.getBytes(StandardCharsets.US_ASCII))).get();
        }
    }

    @Test
    void mySqlWithoutEncryptionIsRefused() throws Exception {
        secure.setMySqlVersions("");
        try {
            assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        } finally {
            secure.setMySqlVersions("TLSv1.2,TLSv1.3");
        }
        connect();
    }

    @Test
    void mySqlUnderAnotherNameIsRefused() throws Exception {
        secure.secureMySql("elsewhere");
        try {
            assertThatThrownBy(this::connect).isInstanceOf(SQLException.class)
                    .hasStackTraceContaining("Server identity verification failed");
        } finally {
            secure.secureMySql("server");
        }
        connect();
    }

    private void connect() throws Exception {
        DriverManager.getConnection(mysqlUrl(), DatabaseUsers.WORKER, PASSWORD).close();
    }

    @ParameterizedTest
    @EnumSource(KafkaIdentity.class)
    void kafkaWithoutEncryptionIsRefused(KafkaIdentity identity) throws Exception {
        Properties plain = new Properties();
        plain.putAll(kafkaClient(identity));
        plain.putAll(Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "request.timeout.ms", "1000",
                "default.api.timeout.ms", "1500"));
        try (Admin admin = Admin.create(plain)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void theWorkersUserOfKafkaCanMakeNoTopicAndWriteNoRiskUpdate() throws Exception {
        Properties client = new Properties();
        client.putAll(kafkaClient(KafkaIdentity.SCRAM));
        client.put("bootstrap.servers", bootstrap(KafkaIdentity.SCRAM));
        try (Admin admin = Admin.create(client)) {
            assertThatThrownBy(() -> admin.createTopics(List.of(
                    new NewTopic("made-by-the-worker", 1, (short) 1))).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(TOPICS.riskUpdates(), new byte[1]))
                    .get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }
}
