package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay does not depend on modes of the server's sessions, and does not wait while it holds a snapshot. */
class ServerModesIT {
    private final AtomicLong credited = new AtomicLong();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "backfill_ansi|sql_mode=CONCAT(@@sql_mode, ',ANSI_QUOTES')", "backfill_unquoted|sql_quote_show_create=0",
            "backfill_both|sql_quote_show_create=0;sql_mode=CONCAT(@@sql_mode, ',ANSI_QUOTES')"})
    void shadowTablesAreCreatedInTheShadowSchemaInEveryMode(String database, String variables) throws SQLException {
        try (JobLab lab = new JobLab(database)) {
            lab.command(List.of(JobLab.credit("a", "c1", 10)));
            Console equal = lab.job("backfill",
                    "--spring.datasource.hikari.data-source-properties.sessionVariables=" + variables);
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).contains("verify EQUAL");
        }
    }

    @Test
    void theRateIsPaidBeforeTheSnapshot() throws Exception {
        try (JobLab lab = new JobLab("backfill_rate")) {
            credit(lab, 20);
            AtomicBoolean ended = new AtomicBoolean();
            AtomicLong snapshotSeconds = new AtomicLong();
            Thread live = Thread.ofPlatform().start(() -> {
                while (!ended.get()) {
                    credit(lab, 1);
                    snapshotSeconds.accumulateAndGet(snapshotSeconds(lab), Math::max);
                    Pause.exactly(Duration.ofMillis(200));
                }
            });
            Console equal;
            try {
                equal = lab.job("backfill", "--rate=2", "--batch=20");
            } finally {
                ended.set(true);
                live.join();
            }
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(snapshotSeconds.get()).as("seconds of the longest snapshot").isLessThan(5);
        }
    }

    private void credit(JobLab lab, int commands) {
        List<JobLab.Sent> sent = new ArrayList<>();
        for (int command = 0; command < commands; command++) {
            sent.add(JobLab.credit("a", "c" + credited.incrementAndGet(), 1));
        }
        lab.command(sent);
    }

    private static long snapshotSeconds(JobLab lab) {
        try {
            return Long.parseLong(lab.ask("SELECT COALESCE(MAX(TIMESTAMPDIFF(SECOND, trx_started, NOW())), 0)"
                    + " FROM information_schema.innodb_trx WHERE trx_is_read_only = 1"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
