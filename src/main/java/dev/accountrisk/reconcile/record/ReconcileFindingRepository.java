package dev.accountrisk.reconcile.record;

import dev.accountrisk.engine.check.DriftKind;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of findings. */
public interface ReconcileFindingRepository extends Repository<ReconcileFinding, Long> {
    List<ReconcileFinding> saveAll(Iterable<ReconcileFinding> findings);

    List<ReconcileFinding> findByRunIdOrderById(String runId, Limit limit);

    @Query("select f.kind as kind, count(f) as findings from ReconcileFinding f where f.runId = :runId group by f.kind")
    List<KindCount> countByKind(String runId);

    /** How many findings of a kind a run has. */
    interface KindCount {
        DriftKind getKind();

        long getFindings();
    }
}
