package dev.accountrisk.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Offset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What only MySQL knows is reported as it is there, and as unknown while MySQL does not answer. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseGaugesIT {
    private static final String DATABASE = "database_gauges_it";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private HikariDataSource pool;
    private DatabaseGauges gauges;

    @BeforeEach
    void open() {
        // another test's context may have left a higher level
        ((Logger) LoggerFactory.getLogger(ClockDifference.class)).setLevel(Level.INFO);
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(DATABASE);
        pool = new HikariDataSource();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        Flyway.configure().dataSource(pool).load().migrate();
        gauges = new DatabaseGauges(new Transactions(pool), registry, new MovableClock());
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aClockThatDiffersIsMeasuredAndReportedOnceAndSoIsItsReturn(CapturedOutput log) {
        gauges.refresh();
        assertThat(difference()).isCloseTo(0, Offset.offset(1.0));
        assertThat(log).doesNotContain("the clock of this worker");

        ahead.set(Duration.ofMinutes(30));
        gauges.refresh();
        gauges.refresh();
        assertThat(difference()).isCloseTo(1_800, Offset.offset(1.0));
        assertThat(log.toString().split("the clock of this worker differs from MySQL's by 1800 s", -1)).hasSize(2);

        ahead.set(Duration.ofSeconds(-90));
        gauges.refresh();
        assertThat(difference()).isCloseTo(-90, Offset.offset(1.0));

        ahead.set(Duration.ZERO);
        gauges.refresh();
        assertThat(log).containsOnlyOnce("the clock of this worker agrees with MySQL's again");
    }

    @Test
    void withoutMySqlTheDifferenceIsUnknown() {
        gauges.refresh();
        pool.close();
        gauges.refresh();

        assertThat(difference()).isNaN();
    }

    private double difference() {
        return registry.get("account.risk.clock.difference.seconds").gauge().value();
    }

    private final class MovableClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
