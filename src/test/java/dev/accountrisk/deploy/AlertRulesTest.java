package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every alert is silent while all is well, fires when it is not, and says what to do. */
class AlertRulesTest {
    private static final Path TESTS = Path.of("deploy", "observability", "alerts-test.yaml");

    @TempDir
    private Path dir;

    @Test
    void theRulesFireWhenTheyShouldAndNotBefore() throws Exception {
        AlertRules.writePlain(dir.resolve("alerts.yaml"));
        Files.copy(TESTS, dir.resolve("alerts-test.yaml"));
        assertThat(Program.output(Tool.PROMTOOL, dir, "check", "rules", "alerts.yaml")).contains("SUCCESS");
        assertThat(Program.output(Tool.PROMTOOL, dir, "test", "rules", "alerts-test.yaml")).contains("SUCCESS");
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
    void theRunBookHasALineForEachAlertAndForNoOther() throws Exception {
        String runBook = Files.readString(Path.of("deploy", "RUNBOOK.md"));
        String section = runBook.substring(runBook.indexOf("\n## Alerts\n"));
        List<String> lines = section.substring(0, section.indexOf("\n###"))
                .lines()
                .filter(line -> line.matches("\\| \\w+ \\| .+"))
                .skip(1)
                .map(line -> "AccountRisk" + line.split(" ", 3)[1])
                .toList();
        assertThat(lines).containsExactlyElementsOf(
                AlertRules.all().stream().map(rule -> String.valueOf(rule.get("alert"))).toList());
    }

    @Test
    void everyAlertNamesAPageOfTheConsoleAndTheRunBookTheSame() throws Exception {
        String runBook = Files.readString(Path.of("deploy", "RUNBOOK.md"));
        String pages = Files.readString(Path.of("deploy", "CONSOLE.md"));
        assertThat(AlertRules.all()).allSatisfy(rule -> {
            String page = String.valueOf(Manifests.at(rule, "annotations", "console"));
            String alert = String.valueOf(rule.get("alert")).substring("AccountRisk".length());
            assertThat(pages).contains("| `" + page.replaceAll("\\?.*", "") + "`");
            assertThat(runBook).containsPattern("\\| " + alert + " \\| .* \\| `" + Pattern.quote(page) + "` \\|");
        });
    }

    @Test
    void everyAlertSaysWhatToDo() throws Exception {
        assertThat(AlertRules.all()).allSatisfy(rule -> {
            assertThat(String.valueOf(Manifests.at(rule, "annotations", "action"))).hasSizeGreaterThan(40);
            assertThat(Manifests.at(rule, "labels", "severity")).isIn("warning", "critical");
        });
    }
}
