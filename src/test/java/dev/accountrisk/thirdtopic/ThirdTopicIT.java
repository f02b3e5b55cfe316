package dev.accountrisk.thirdtopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.app.EntityJobConfiguration;
import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Shard;
import dev.accountrisk.backfill.run.BackfillResult;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.job.Pace;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.parking.ParkedSelection;
import dev.accountrisk.reconcile.ReconcileSettings;
import dev.accountrisk.reconcile.Reconciliation;
import dev.accountrisk.reconcile.RunReport;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveRequest;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A third topic is one new room and one line of wiring: consumer, redrive, backfill and reconcile work on whatever topics there are. */
class ThirdTopicIT {
    private static final String DATABASE = "third_topic_it";
    private static final String VISITS = "third-topic.visits";
    private static final String COUNTED = "SELECT COUNT(*) FROM account_visit WHERE effects = 1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FreshTopics topics = FreshTopics.named("third-topic");
    private JdbcTemplate jdbc;
    private KafkaProducer<String, String> producer;

    /** The line of wiring. */
    static class Wiring {
        @Bean
        VisitTopic visits() {
            return new VisitTopic(VISITS);
        }
    }

    @BeforeEach
    void open() {
        TestServers servers = TestServers.shared();
        servers.mysql().createDatabase(DATABASE);
        jdbc = new JdbcTemplate(new DriverManagerDataSource(servers.mysql().jdbcUrl(DATABASE),
                servers.mysql().username(), servers.mysql().password()));
        topics.create(servers.kafka(), 1);
        servers.kafka().createTopic(VISITS, 2);
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void close() {
        producer.close();
        TestServers.shared().mysql().dropDatabase(DATABASE);
        TestServers.shared().mysql().dropDatabase(DATABASE + "_shadow");
    }

    @Test
    void isConsumedOnceParkedReleasedAndReplayed() throws Exception {
        try (ConfigurableApplicationContext worker = worker()) {
            awaitNumber(2, "SELECT COUNT(*) FROM consumer_position WHERE topic = '" + VISITS + "'");
            jdbc.execute(VisitStore.CREATE);
            send(0, 100);
            var _ = producer.send(new ProducerRecord<>(VISITS, "a-1", "no id!"));
            awaitNumber(100, COUNTED);
            awaitNumber(1, "SELECT COUNT(*) FROM parked_record WHERE reason = 'BAD_ID' AND account_uuid = 'a-1'");
        }
        try (ConfigurableApplicationContext restarted = worker()) {
            send(100, 200);
            awaitNumber(200, COUNTED);
            awaitNumber(201, "SELECT SUM(next_offset) FROM consumer_position WHERE topic = '" + VISITS + "'");
        }
        try (ConfigurableApplicationContext job = context(WebApplicationType.NONE, EntityJobConfiguration.class)) {
            assertThat(verify(job, "0:0,1:0").state()).isEqualTo("EQUAL");

            assertThat(reconcile(job).found()).isEmpty();
            jdbc.update("UPDATE account_visit SET effects = 2 WHERE visit_id = 'v-7'");
            assertThat(reconcile(job).found()).extracting(Finding::kind, Finding::item)
                    .containsExactly(tuple(DriftKind.JOURNAL, "v-7"));
            jdbc.update("UPDATE account_visit SET effects = 1 WHERE visit_id = 'v-7'");

            long parked = number("SELECT id FROM parked_record");
            assertThat(release(job, new Replacement(parked, "corrected".getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo(1);
            assertThat(number(COUNTED + " AND account_uuid = 'a-1' AND visit_id = 'corrected'")).isEqualTo(1);
            assertThat(number("SELECT COUNT(*) FROM parked_record WHERE state = 'RELEASED'")).isEqualTo(1);

            assertThat(verify(job, "earliest").state()).isEqualTo("EQUAL");

            jdbc.update("DELETE FROM account_visit WHERE visit_id = 'v-7'");
            BackfillResult different = verify(job, "0:0,1:0");
            assertThat(different.state()).isEqualTo("DIFFERENT");
            assertThat(different.work().records()).isEqualTo(201);
            assertThat(((BackfillResult.Verified) different).differences().first()).singleElement()
                    .hasToString(
                            "Difference[table=account_visit, account=a-7, key=a-7 v-7, fields=it has not taken effect once]");
            assertThat(((BackfillResult.Verified) verify(job, "earliest")).differences().first()).singleElement()
                    .hasToString("Difference[table=account_visit, account=a-7, key=a-7 v-7,"
                            + " fields=there is no row, replayed there is one]");
        }
    }

    private static long release(ConfigurableApplicationContext job, Replacement replacement) throws Exception {
        ParkedSelection one = new ParkedSelection(List.of(replacement.recordId()), List.of(), List.of(), null, null,
                null);
        RedriveRequest request = new RedriveRequest(one, 0, false, "test", "the id was corrected", replacement);
        return job.getBean(Redrive.class).release(request, new Pace(0, new StopSignal())).done();
    }

    private static RunReport reconcile(ConfigurableApplicationContext job) throws Exception {
        Duration age = Duration.ofHours(1);
        return job.getBean(Reconciliation.class)
                .run(new ReconcileSettings(age, age, age, 50, 100), false, new Pace(0, new StopSignal()), null)
                .orElseThrow();
    }

    private static BackfillResult verify(ConfigurableApplicationContext job, String from) throws Exception {
        BackfillSettings settings = new BackfillSettings(Mode.VERIFY, List.of(VISITS), from, "now", Shard.WHOLE,
                "", false, false, 0, 50, 1, 1_000_000);
        return job.getBean(Backfill.class).run(settings, new StopSignal(), progress -> {});
    }

    private ConfigurableApplicationContext worker() {
        return context(WebApplicationType.SERVLET, AccountRiskWorker.class);
    }

    private ConfigurableApplicationContext context(WebApplicationType type, Class<?> program) {
        TestServers servers = TestServers.shared();
        Map<String, String> settings = new HashMap<>(topics.asProperties());
        settings.putAll(Map.of("spring.datasource.url", servers.mysql().jdbcUrl(DATABASE),
                "spring.datasource.username", servers.mysql().username(),
                "spring.datasource.password", servers.mysql().password(),
                "spring.kafka.bootstrap-servers", servers.kafka().bootstrapServers(),
                "account-risk.lock", "none", "management.server.port", "0",
                "management.endpoint.health.validate-group-membership", "false"));
        String[] arguments = settings.entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(program, Wiring.class).web(type).run(arguments);
    }

    private void send(int from, int until) {
        for (int i = from; i < until; i++) {
            var _ = producer.send(new ProducerRecord<>(VISITS, "a-" + i % 10, "v-" + i));
        }
        producer.flush();
    }

    private void awaitNumber(long wanted, String query) {
        await(query).atMost(PATIENCE).ignoreExceptions().until(() -> number(query), found -> found == wanted);
    }

    private long number(String query) {
        return Objects.requireNonNull(jdbc.queryForObject(query, Long.class));
    }
}
