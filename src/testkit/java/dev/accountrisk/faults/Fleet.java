package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.acceptance.WorkerProcess;
import dev.accountrisk.engine.EngineStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Runs the workers of a round: a process that ended by itself is started again, as a pod would be. */
final class Fleet {
    private static final Duration GRACE = Duration.ofSeconds(45);

    private final Scenario scenario;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Set<WorkerProcess> frozen = new HashSet<>();
    private int endedByThemselves;

    Fleet(Scenario scenario, int size) {
        this.scenario = scenario;
        for (int i = 0; i < size; i++) {
            WorkerProcess worker = scenario.newWorker();
            worker.enableFailpoints();
            workers.add(worker);
        }
    }

    synchronized void start() {
        workers.forEach(WorkerProcess::start);
        workers.forEach(WorkerProcess::awaitReady);
    }

    synchronized void kill(SplittableRandom random) {
        WorkerProcess victim = any(workers, random);
        victim.close();
        victim.start();
    }

    synchronized void stop(SplittableRandom random) {
        WorkerProcess asked = any(workers, random);
        if (asked.isAlive()) {
            asked.terminate(GRACE);
        }
        asked.start();
    }

    /**
     * Ends one worker in the middle of a batch, and starts it again. It chooses a busy worker if there is one, because a worker that
     * is still starting may have no batch in time.
     *
     * @return false if it had no batch in time
     */
    boolean killAfter(EngineStep step, Duration within, SplittableRandom random) {
        WorkerProcess victim;
        synchronized (this) {
            reviveTheDead();
            List<WorkerProcess> atWork = workers.stream().filter(this::isAtWork).toList();
            victim = any(atWork.isEmpty() ? workers : atWork, random);
            victim.dieAfter(step);
        }
        Pause.until(within, () -> !victim.isAlive());
        synchronized (this) {
            boolean died = victim.hasDiedAsTold();
            reviveTheDead();
            return died;
        }
    }

    /** A frozen worker must be woken with {@link #thaw}. */
    synchronized WorkerProcess freeze(SplittableRandom random) {
        reviveTheDead();
        WorkerProcess sleeper = any(workers, random);
        sleeper.freeze();
        frozen.add(sleeper);
        return sleeper;
    }

    synchronized void thaw(WorkerProcess sleeper) {
        sleeper.thaw();
        frozen.remove(sleeper);
    }

    /** One more worker joins, with more in its environment; the caller ends it. */
    WorkerProcess oneMore(Map<String, String> environment) {
        WorkerProcess guest;
        synchronized (this) {
            guest = scenario.newWorker(environment);
            guest.start();
        }
        return guest;
    }

    synchronized void reviveTheDead() {
        for (WorkerProcess worker : workers) {
            if (!worker.isAlive()) {
                if (worker.hasEndedByItself()) {
                    endedByThemselves++;
                }
                worker.start();
            }
        }
    }

    /** How often a worker ended although nobody asked it to. */
    synchronized int endedByThemselves() {
        return endedByThemselves;
    }

    synchronized List<WorkerProcess> workers() {
        return List.copyOf(workers);
    }

    private boolean isAtWork(WorkerProcess worker) {
        return worker.isAlive() && !frozen.contains(worker) && worker.status("readiness") == 200;
    }

    private static WorkerProcess any(List<WorkerProcess> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }
}
