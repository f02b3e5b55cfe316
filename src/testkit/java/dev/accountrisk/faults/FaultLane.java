package dev.accountrisk.faults;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** One schedule: fault, recovery, a pause, the next fault. Every kind has its turn, in a new order each time. */
final class FaultLane implements Callable<Void> {
    /**
     * Checker C12: records that were there when a fault ended must be applied within this time. Workers that died may start in it,
     * several at once on two cores.
     */
    static final Duration RECOVERED_WITHIN = Duration.ofMinutes(3);

    /**
     * A statement that met a full disk looks once a minute whether there is room (MySQL's {@code my_write}). It keeps its locks until
     * then, and who waits for them may do so for its whole lock wait.
     */
    private static final Duration LOOKS_AT_ITS_DISK_WITHIN = Duration.ofSeconds(75);

    private final FaultKind.Side side;
    private final FaultInjector injector;
    private final Scenario scenario;
    private final Fleet fleet;
    private final SplittableRandom random;
    private final FaultReport report;
    private final RoundEnd end;
    private final FaultDecks decks;

    FaultLane(
            FaultKind.Side side,
            FaultInjector injector,
            Scenario scenario,
            Fleet fleet,
            SplittableRandom random,
            FaultReport report,
            FaultDecks decks,
            RoundEnd end) {
        this.side = side;
        this.injector = injector;
        this.scenario = scenario;
        this.fleet = fleet;
        this.random = random;
        this.report = report;
        this.decks = decks;
        this.end = end;
    }

    @Override
    public Void call() {
        while (!end.isReached()) {
            Pause.upTo(Duration.ofSeconds(2), random);
            FaultKind kind = decks.draw(side, random);
            if (!injector.canDo(kind)) {
                report.say(kind + " cannot be done on these servers");
                continue;
            }
            report.begins(kind);
            try {
                inject(kind);
            } catch (ConditionTimeoutException notSeen) {
                report.findings().add("F14", kind + ": " + notSeen.getMessage());
            } catch (RuntimeException suite) {
                report.broke(kind, suite);
            }
        }
        return null;
    }

    private void inject(FaultKind kind) {
        Instant began = Instant.now();
        if (injector.inject(kind, random)) {
            if (kind == FaultKind.FULL_MYSQL_DISK) {
                scenario.lockWaits().expect(began, Instant.now().plus(LOOKS_AT_ITS_DISK_WITHIN));
            }
            report.recovered(kind, recovery(kind));
            injector.mend(kind);
            end.count(side);
        } else {
            report.say(kind + " had no opportunity");
            decks.putBack(kind);
        }
    }

    /** How long it takes until every record is applied that was in the topics when the fault ended. */
    private Duration recovery(FaultKind kind) {
        long healed = System.nanoTime();
        try {
            Map<String, Long> ends = await("the broker answers").atMost(RECOVERED_WITHIN)
                    .ignoreExceptions()
                    .until(scenario::ends, any -> true);
            await("recovered from " + kind).atMost(RECOVERED_WITHIN).ignoreExceptions().until(() -> {
                fleet.reviveTheDead();
                return scenario.hasApplied(ends);
            });
        } catch (ConditionTimeoutException tooLate) {
            report.findings().add("C12", String.valueOf(tooLate.getMessage()));
        }
        return Duration.ofNanos(System.nanoTime() - healed);
    }
}
