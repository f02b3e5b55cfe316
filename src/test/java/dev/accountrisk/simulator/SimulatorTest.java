package dev.accountrisk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.broken.BrokenEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine comes out of every run as the model says. {@code -Dsimulator.seeds=N} runs more of them; {@code -Dsimulator.seed=N}
 * runs one, and fails with every step of it where it goes wrong.
 */
class SimulatorTest {
    private static final int SEEDS = Integer.getInteger("simulator.seeds", 10_000);
    private static final int SEEDS_TO_FIND_A_FLAW = 3_000;

    @Test
    void theEngineComesOutOfEveryRunAsTheModelSays() {
        Long one = Long.getLong("simulator.seed");
        Optional<Simulation.Outcome> failed = (one == null ? LongStream.range(0, SEEDS) : LongStream.of(one))
                .parallel()
                .mapToObj(Simulation::run)
                .filter(outcome -> !outcome.isClean())
                .findAny();
        failed.ifPresent(outcome -> {
            List<String> steps = new ArrayList<>();
            Simulation.Outcome again = Simulation.trace(outcome.seed(), steps);
            throw new AssertionError("repeat with -Dsimulator.seed=" + outcome.seed() + "\n" + again + "\n"
                    + String.join("\n", steps));
        });
    }

    @Test
    void aSeedIsTheSameRunEveryTime() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Simulation.run(seed)).isEqualTo(Simulation.run(seed));
            assertThat(Simulation.run(seed).fingerprint()).isNotEqualTo(Simulation.run(seed + 1).fingerprint());
        }
    }

    @Test
    void workersShareTransactionsInHalfOfTheRuns() {
        long sharing = LongStream.range(0, 100).filter(seed -> Simulation.run(seed).sharedCommits() > 0).count();

        assertThat(sharing).isBetween(40L, 90L);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_COMPARE_AND_SET", "POSITION_BEFORE_STATE", "FORGOTTEN_REFUSAL", "NO_ROW_LOCK",
            "COMMITS_WHAT_FAILED", "UNCHECKED_VERSION", "DUPLICATES_BY_ROW_COUNT", "INSERT_IGNORE",
            "SWALLOWED_LOCK_WAIT_TIMEOUT", "KEEPS_ITS_MEMORY", "ACKNOWLEDGES_BY_NUMBER", "REPORTS_THE_LAST_LEVEL",
            "FENCES_IN_ORDER_OF_ARRIVAL", "COMPARES_POSITIONS_WITHOUT_LOCKS", "DROPS_A_SLICE_TOO_LATE",
            "RESOLVES_BY_THE_FIRST"})
    void aFlawIsFoundWithinAFewThousandSeeds(BrokenEngine engine) {
        Simulation.Outcome found = LongStream.range(0, SEEDS_TO_FIND_A_FLAW)
                .mapToObj(seed -> Simulation.run(seed, engine))
                .filter(outcome -> !outcome.isClean())
                .findFirst()
                .orElseThrow(() -> new AssertionError(engine + " is not found"));
        // found by what it did, and not because the twin does not understand what it says
        assertThat(found.findings()).noneMatch(finding -> finding.contains("The twin"));
    }
}
