package dev.accountrisk.console.runs;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads runs of reconcile. */
interface ReconcileRepository extends Repository<ReconcileRow, String> {
    List<Reconciliation> findByOrderByBegunAtDesc(Limit limit);

    Optional<Reconciliation> findRunById(String id);
}
