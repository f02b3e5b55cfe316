package dev.accountrisk.acceptance;

import dev.accountrisk.docs.WorkerState;
import dev.accountrisk.servers.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares a worker with what the run-book says of the state that it is in: probes, metrics and log. */
public final class StateCheck {
    private static final Duration SOON = Duration.ofSeconds(90);

    private StateCheck() {}

    /** Waits until the worker shows a state as the run-book describes it; fails with what differs. */
    public static void awaitState(WorkerProcess worker, String name) {
        WorkerState state = WorkerState.named(name);
        var _ = Eventually.value("the worker shows \"" + name + "\" as the run-book says, see " + worker.tail(), SOON,
                () -> differences(worker, state), List::isEmpty);
    }

    private static List<String> differences(WorkerProcess worker, WorkerState state) throws IOException {
        List<String> differences = new ArrayList<>();
        if ((worker.status("liveness") == 200) != state.alive()) {
            differences.add("alive is not " + state.alive() + ": " + worker.health("liveness"));
        }
        if ((worker.status("readiness") == 200) != state.ready()) {
            differences.add("ready is not " + state.ready() + ": " + worker.health("readiness"));
        }
        for (String cause : state.causes()) {
            if (!worker.health("readiness").contains(cause)) {
                differences.add("readiness does not name " + cause + ": " + worker.health("readiness"));
            }
        }
        for (WorkerState.Sample sample : state.samples()) {
            double value = Samples.sum(worker.metrics(), sample.metric(), sample.label());
            if (sample.value() < 0 ? value <= 0 : value != sample.value()) {
                differences.add(sample + " is " + value);
            }
        }
        for (WorkerState.Line line : state.lines()) {
            if (worker.log()
                    .lines()
                    .noneMatch(logged -> logged.contains(line.level()) && logged.contains(line.text()))) {
                differences.add("the log has no " + line);
            }
        }
        return differences;
    }
}
