package dev.accountrisk.reconcile.record;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The rows of runs. */
public interface ReconcileRunRepository extends Repository<ReconcileRun, String> {
    ReconcileRun save(ReconcileRun run);

    /** The latest run. */
    Optional<ReconcileRun> findFirstByOrderByBegunAtDesc();

    /** The policies of all runs. In SQL, because a JPQL query is parsed twice, which takes longer than all else that a small run does. */
    @NativeQuery("select distinct policy from reconcile_run where policy is not null")
    List<String> findPolicies();
}
