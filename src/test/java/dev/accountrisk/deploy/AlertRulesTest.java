package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every alert is silent while all is well, fires when it is not, and says what to do. */
class AlertRulesTest {
    private static final Path TESTS = Path.of("deploy", "observability", "alerts-test.yaml");

    @TempDir
    private Path dir;

    @Test
    void theRulesFireWhenTheyShouldAndNotBefore() throws Exception {
        Optional<Path> promtool = Program.onPath("promtool");
        Assumptions.assumeTrue(promtool.isPresent(), "skipped: there is no promtool (Debian: prometheus)");
        AlertRules.writePlain(dir.resolve("alerts.yaml"));
        Files.copy(TESTS, dir.resolve("alerts-test.yaml"));
        Program.Result checked = Program.run(dir, promtool.get().toString(), "check", "rules", "alerts.yaml");
        assertThat(checked.exitCode()).as(checked.output()).isZero();
        Program.Result tested = Program.run(dir, promtool.get().toString(), "test", "rules", "alerts-test.yaml");
        assertThat(tested.exitCode()).as(tested.output()).isZero();
    }

    @Test
    void everyAlertHasATestOfItsOwn() throws Exception {
        List<String> tested = new ArrayList<>();
        for (Object test : Manifests.list(Manifests.parse(Files.readString(TESTS)).getFirst(), "tests")) {
            List<Object> cases = Manifests.list(test, "alert_rule_test");
            String alert = String.valueOf(Manifests.at(cases, 0, "alertname"));
            assertThat(cases).as(alert).hasSize(2).allMatch(step -> alert.equals(Manifests.at(step, "alertname")));
            assertThat(Manifests.at(cases, 0, "exp_alerts")).as(alert + " is silent at first").isNull();
            assertThat(Manifests.list(cases, 1, "exp_alerts")).as(alert + " fires").isNotEmpty();
            tested.add(alert);
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(
                AlertRules.all().stream().map(rule -> String.valueOf(rule.get("alert"))).toList());
    }

    @Test
    void everyAlertSaysWhatToDo() throws Exception {
        assertThat(AlertRules.all()).allSatisfy(rule -> {
            assertThat(String.valueOf(Manifests.at(rule, "annotations", "action"))).hasSizeGreaterThan(40);
            assertThat(Manifests.at(rule, "labels", "severity")).isIn("warning", "critical");
        });
    }
}
