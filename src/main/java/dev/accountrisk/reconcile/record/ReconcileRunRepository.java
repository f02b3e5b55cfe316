package dev.accountrisk.reconcile.record;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of runs. */
public interface ReconcileRunRepository extends Repository<ReconcileRun, String> {
    ReconcileRun save(ReconcileRun run);

    /** The latest run. */
    Optional<ReconcileRun> findFirstByOrderByBegunAtDesc();

    /** The policies of all runs. */
    @Query("select distinct r.policy from ReconcileRun r where r.policy is not null")
    List<String> findPolicies();
}
