package dev.accountrisk.reconcile;

import jakarta.persistence.EntityManagerFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** How many of each kind were found. */
    Map<Kind, Long> byKind(ReconcileRun run) {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        entities.runInTransaction(manager -> manager
                .createQuery("select f.kind, count(f) from ReconcileFinding f where f.runId = :run group by f.kind",
                        Object[].class)
                .setParameter("run", run.id())
                .getResultList()
                .forEach(row -> counts.put(Kind.valueOf((String) row[0]), (Long) row[1])));
        return counts;
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
