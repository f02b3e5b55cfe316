package dev.accountrisk.risk.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Ids;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.engine.check.Collected;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.journal.JournalVersions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Wrong levels and missing additions are found, and a level is repaired only by a record that its topic accepts. */
class RiskCheckTest {
    private static final String TOPIC = "updates";
    private static final RiskPolicy LATER = new RiskPolicy(0, 1_000_000, 50, 60, 85);
    private static final JournalVersions ONE = new JournalVersions(1, 1, 1, 1);
    private static final RiskRow RIGHT = new RiskRow(45, RiskLevel.MEDIUM, 7, 1);
    private static final RiskRow WRONG_LEVEL = new RiskRow(45, RiskLevel.LOW, 7, 1);

    @Test
    void anAccountThatIsRightHasNoFinding() {
        assertThat(check("a", RIGHT, ONE).findings()).isEmpty();
        assertThat(check("a", null, JournalVersions.NONE).findings()).isEmpty();
    }

    @Test
    void additionsThatTheRowDoesNotCountAreOneFinding() {
        assertThat(check("a", RIGHT, JournalVersions.NONE).findings())
                .containsExactly(
                        Finding.of(DriftKind.VERSION, "a", "additions", "1 rows from 1", "0 rows from 0 to 0"));
        assertThat(check("a", null, ONE).findings())
                .containsExactly(
                        Finding.of(DriftKind.VERSION, "a", "additions", "0 rows from 1", "1 rows from 1 to 1"));
    }

    @Test
    void aWrongLevelIsOneFinding() {
        assertThat(check("a", WRONG_LEVEL, ONE).findings())
                .containsExactly(Finding.of(DriftKind.LEVEL, "a", "risk 45.0", "MEDIUM", "LOW"));
    }

    @Test
    void aLevelOfAnEarlierPolicyIsNoDrift() {
        PolicyHistory changed = PolicyHistory.of(LATER, List.of(PolicyText.of(RiskPolicy.DEFAULT)));
        Collected stored = check(changed, "a", RIGHT, ONE);
        assertThat(stored.findings()).isEmpty();
        assertThat(stored.outdated()).isEqualTo(1);
        assertThat(stored.repairs()).extracting("id").containsExactly("recon:run:a");
        assertThat(check("a", RIGHT, ONE).outdated()).isZero();

        Collected wrong = check(changed, "a", new RiskRow(45, RiskLevel.CRITICAL, 7, 1), ONE);
        assertThat(wrong.outdated()).isZero();
        assertThat(wrong.findings()).extracting(Finding::kind).containsExactly(DriftKind.LEVEL);
    }

    @Test
    void beforeTheFirstRunThePolicyWithoutAFileIsTheEarlierOne() {
        assertThat(PolicyHistory.of(LATER, List.of()).earlier()).containsExactly(RiskPolicy.DEFAULT);
        assertThat(PolicyHistory.of(RiskPolicy.DEFAULT, List.of()).earlier()).isEmpty();
        assertThat(PolicyHistory.of(LATER, List.of(PolicyText.of(LATER))).earlier()).isEmpty();
    }

    @Test
    void aLevelIsComputedAnewByAnAdditionThatIsOlderThanTheRow() {
        assertThat(check("a", WRONG_LEVEL, ONE).repairs()).singleElement().satisfies(repair -> {
            assertThat(repair.topic()).isEqualTo(TOPIC);
            assertThat(repair.partition()).isNull();
            assertThat(repair.accountUuid()).isEqualTo("a");
            assertThat(repair.id()).isEqualTo("recon:run:a");
            assertThat(new String(repair.value(), StandardCharsets.UTF_8)).contains("\"eventId\":\"recon:run:a\"",
                    "\"type\":\"ADD\"", "\"risk\":0", "\"occurredAt\":6");
        });
        assertThat(check("a", new RiskRow(45, RiskLevel.LOW, 0, 1), ONE).repairs()).singleElement()
                .satisfies(repair -> assertThat(new String(repair.value(), StandardCharsets.UTF_8))
                        .contains("\"occurredAt\":0"));
    }

    @Test
    void theEventsIdIsAnId() {
        assertThat(check("a".repeat(Ids.LENGTH_MAX), WRONG_LEVEL, ONE).repairs()).singleElement()
                .satisfies(repair -> assertThat(Ids.isValid(repair.id())).isTrue());
    }

    @Test
    void anAccountWhoseKeyIsNoIdIsNotRepaired() {
        Collected found = check("x\",\"type\":\"SET", WRONG_LEVEL, ONE);
        assertThat(found.findings()).extracting(Finding::kind).containsExactly(DriftKind.LEVEL);
        assertThat(found.repairs()).isEmpty();
    }

    private static Collected check(String account, @Nullable RiskRow row, JournalVersions additions) {
        return check(new PolicyHistory(RiskPolicy.DEFAULT, List.of()), account, row, additions);
    }

    private static Collected check(PolicyHistory policies, String account, @Nullable RiskRow row,
            JournalVersions additions) {
        Collected found = new Collected();
        new RiskCheck(TOPIC, "run", policies).check(account, row, additions, found);
        return found;
    }
}
