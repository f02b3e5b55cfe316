package dev.accountrisk.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.Console;
import dev.accountrisk.cli.JobLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run records the risk policy that it replays under, and names another one as a cause of differences. */
class PolicyOfARunIT {
    private static final String DEFAULT = "0.0 1000000.0 30.0 60.0 85.0";
    private static final String LATER = "0.0 1000000.0 50.0 60.0 85.0";
    private static final String LATEST = "SELECT policy FROM backfill_run ORDER BY id DESC LIMIT 1";

    @Test
    void anotherPolicyIsNamedUntilTheTablesAreRebuilt(@TempDir Path folder) throws Exception {
        try (JobLab lab = new JobLab("backfill_policy")) {
            lab.riskUpdate(List.of(JobLab.risk("a", "e1", "SET", 40, 1_000)));
            Path file = Files.writeString(folder.resolve("policy.yaml"), "levels: {MEDIUM: 50}\n");
            String later = "--account-risk.risk.policy-file=" + file;

            Console first = lab.job("backfill", later);
            assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(3);
            assertThat(first.out()).contains("level is MEDIUM, replayed LOW", "under the policy " + LATER,
                    "no earlier run recorded");
            assertThat(lab.ask(LATEST)).isEqualTo(LATER);

            Console equal = lab.job("backfill");
            assertThat(equal.exitCode()).as(equal.out() + equal.err()).isZero();
            assertThat(equal.out()).doesNotContain("the policy");
            assertThat(lab.ask(LATEST)).isEqualTo(DEFAULT);
            Console rebuilt = lab.job("backfill", "--mode=rebuild", "--accept-differences", later);
            assertThat(rebuilt.out()).contains("rebuild DONE", "under the policy " + LATER, DEFAULT + " in force");

            lab.change("UPDATE account_risk SET risk = 41");
            Console byHand = lab.job("backfill", later);
            assertThat(byHand.exitCode()).as(byHand.out() + byHand.err()).isEqualTo(3);
            assertThat(byHand.out()).contains("risk is 41.0, replayed 40.0").doesNotContain("the policy");
            assertThat(lab.job("backfill").out()).contains("under the policy " + DEFAULT, LATER + " in force");
        }
    }
}
