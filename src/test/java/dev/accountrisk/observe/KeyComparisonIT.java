package dev.accountrisk.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.mapping.key.KeyWatch;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Two workers that read the partitions of one topic, each its own. */
@ExtendWith(OutputCaptureExtension.class)
class KeyComparisonIT {
    private static final String DATABASE = "key_comparison_it";
    private static final String AS_TEXT = "{\"no\":\"8\"}";
    private static final String AS_NUMBER = "{\"no\":8}";
    private static final int ROUNDS = 100;

    private HikariDataSource pool;
    private Reader one;
    private Reader other;

    /** What a worker has for one topic. */
    private static final class Reader {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final DifferingKeys keys = new DifferingKeys(registry);
        private final KeyWatch watch;
        private final KeyComparison comparison;

        Reader(String topic, Transactions transactions) {
            watch = new KeyWatch(keys.of(topic));
            comparison = new KeyComparison(keys, transactions);
        }

        void read(String account, String key, int partition) {
            watch.see(account, key.getBytes(StandardCharsets.UTF_8), partition);
        }

        double differing() {
            return registry.find("account.risk.keys.differing")
                    .counters()
                    .stream()
                    .mapToDouble(counter -> counter.count())
                    .sum();
        }
    }

    @BeforeEach
    void open() {
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(DATABASE);
        pool = new HikariDataSource();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        Flyway.configure().dataSource(pool).load().migrate();
        one = new Reader("risk-updates", new Transactions(pool));
        other = new Reader("risk-updates", new Transactions(pool));
    }

    @AfterEach
    void close() {
        pool.close();
        TestServers.shared().mysql().dropDatabase(DATABASE);
    }

    @Test
    void anAccountWhoseKeysTwoWorkersReadIsNamedOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(DifferingKeys.class)).addAppender(log);
        one.read("8", AS_TEXT, 1);
        one.comparison.compare();
        for (int record = 0; record < 3; record++) {
            other.read("8", AS_NUMBER, 5);
            other.comparison.compare();
        }

        assertThat(one.differing()).isZero();
        assertThat(other.differing()).isEqualTo(1);
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getKeyValuePairs().stream().map(pair -> pair.key + " " + pair.value))
                .containsExactly("topic risk-updates", "account 8", "partitions 1, 5");
    }

    @Test
    void oneKeyInTwoPartitionsIsNoDifference() {
        one.read("8", AS_TEXT, 1);
        one.comparison.compare();
        other.read("8", AS_TEXT, 5);
        other.comparison.compare();

        assertThat(other.differing()).isZero();
    }

    @Test
    void eachTopicHasItsOwnKeys() {
        Reader commands = new Reader("commands", new Transactions(pool));
        one.read("8", AS_TEXT, 1);
        one.comparison.compare();
        commands.read("8", AS_NUMBER, 5);
        commands.comparison.compare();

        assertThat(commands.differing()).isZero();
    }

    @Test
    void ofTwoWorkersThatAddAnAccountAtOnceOneNoticesTheOther() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int account = 0; account < 5; account++) {
                    one.read(round + "-" + account, AS_TEXT, 1);
                    other.read(round + "-" + account, AS_NUMBER, 5);
                }
                List<Future<?>> comparing = new ArrayList<>();
                comparing.add(threads.submit(one.comparison::compare));
                comparing.add(threads.submit(other.comparison::compare));
                for (Future<?> each : comparing) {
                    each.get();
                }
            }
        }

        assertThat(one.differing() + other.differing()).isEqualTo(ROUNDS * 5);
    }

    @Test
    void aKeyThatCannotBeComparedWaits(CapturedOutput log) throws Exception {
        one.read("8", AS_TEXT, 1);
        one.comparison.compare();
        execute("RENAME TABLE account_key TO elsewhere");
        other.read("8", AS_NUMBER, 5);
        other.comparison.compare();
        other.comparison.compare();
        assertThat(log.getOut().lines().filter(line -> line.contains("are not compared"))).hasSize(1);
        execute("RENAME TABLE elsewhere TO account_key");
        other.comparison.compare();

        assertThat(other.differing()).isEqualTo(1);
    }

    private void execute(String sql) throws Exception {
        try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
