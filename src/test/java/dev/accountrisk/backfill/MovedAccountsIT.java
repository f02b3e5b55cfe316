package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a topic got more partitions, the records of an account are in two of them: a replay keeps their order or refuses. */
class MovedAccountsIT {
    private static final String BALANCES = "SELECT GROUP_CONCAT(account_uuid, ' ', FLOOR(balance), ' ', FLOOR(frozen)"
            + " ORDER BY account_uuid) FROM account_balance";
    private static final long FAR = 4_102_444_800_000L;

    @Test
    void aReplayKeepsTheOrderOfAccountsWhoseKeyMoved() throws SQLException {
        try (JobLab lab = new JobLab("backfill_moved")) {
            List<JobLab.Sent> before = new ArrayList<>();
            List<JobLab.Sent> after = new ArrayList<>();
            for (String account : List.of("a", "b", "c", "d")) {
                before.addAll(List.of(JobLab.credit(account, "credit", 100),
                        JobLab.freeze(account, "freeze", "hold", 30, FAR)));
                after.addAll(List.of(JobLab.debit(account, "debit", 60), JobLab.settle(account, "settle", "hold", 30),
                        JobLab.credit(account, "again", 10)));
            }
            lab.command(before);
            lab.riskUpdate(List.of(JobLab.risk("a", "e1", "ADD", 20, 1_000)));
            lab.grow(2);
            lab.commandIn(1, after);
            // as an expiry goes to the partition of its hold
            lab.command(List.of(JobLab.debit("a", "old-partition", 5)));
            lab.commandIn(1, List.of(JobLab.credit("a", "last", 1)));
            lab.riskUpdateIn(1, List.of(JobLab.risk("a", "e2", "ADD", 5, 2_000)));
            String balances = lab.ask(BALANCES);

            for (String parallel : List.of("--parallel=1", "--parallel=2")) {
                Console equal = lab.job("backfill", parallel, "--batch=3");
                assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
                assertThat(equal.out()).contains("verify EQUAL");
            }
            Console rebuilt = lab.job("backfill", "--mode=rebuild");
            assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isZero();
            assertThat(lab.ask(BALANCES)).isEqualTo(balances);
        }
    }

    @Test
    void anOrderThatNobodyKnowsIsRefusedByName() throws SQLException {
        try (JobLab lab = new JobLab("backfill_unknown_order")) {
            lab.riskUpdate(List.of(JobLab.risk("moved", "e1", "ADD", 20, 1_000)));
            lab.grow(2);
            lab.riskUpdateIn(1, List.of(JobLab.risk("moved", "e2", "SET", 50, 2_000),
                    JobLab.risk("other", "e3", "SET", 50, 2_000)));

            Console refused = lab.job("backfill", "--mode=rebuild", "--accept-differences");

            assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(1);
            assertThat(refused.err()).contains("account moved").contains("SET");
            assertThat(lab.ask("SELECT CAST(risk AS SIGNED) FROM account_risk WHERE account_uuid = 'moved'"))
                    .isEqualTo("50");
        }
    }

    @Test
    void aParkedRecordBesideAMovedKeyIsRefusedByName() throws SQLException {
        try (JobLab lab = new JobLab("backfill_parked_order")) {
            lab.command(List.of(JobLab.credit("moved", "credit", 100)));
            lab.grow(2);
            lab.commandIn(1, List.of(new JobLab.Sent("moved", "{"), JobLab.debit("moved", "debit", 60)));

            Console refused = lab.job("backfill");

            assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(1);
            assertThat(refused.err()).contains("account moved").contains("parked");
        }
    }
}
