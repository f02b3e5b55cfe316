package dev.accountrisk.reconcile;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;

/** The rows of runs and what they found. A page's findings and its cursor are written together. */
final class Runs {
    private final EntityManagerFactory entities;

    Runs(EntityManagerFactory entities) {
        this.entities = entities;
    }

    /** The latest run, if it did not come to its end. Whoever asks holds the lock: a run that says it runs was killed. */
    Optional<ReconcileRun> unfinished() {
        return entities.callInTransaction(
                manager -> manager.createQuery("select r from ReconcileRun r order by r.begunAt desc",
                        ReconcileRun.class).setMaxResults(1).getResultStream().findFirst())
                .filter(run -> !run.state().equals("CLEAN") && !run.state().equals("DRIFT"));
    }

    void save(ReconcileRun run, List<Finding> found) {
        entities.runInTransaction(manager -> {
            manager.merge(run);
            found.forEach(finding -> manager.persist(new ReconcileFinding(run.id(), finding)));
        });
    }

    List<Finding> findings(ReconcileRun run, int limit) {
        return entities.callInTransaction(manager -> manager
                .createQuery("select f from ReconcileFinding f where f.runId = :run order by f.id",
                        ReconcileFinding.class)
                .setParameter("run", run.id())
                .setMaxResults(limit)
                .getResultList())
                .stream()
                .map(ReconcileFinding::finding)
                .toList();
    }
}
