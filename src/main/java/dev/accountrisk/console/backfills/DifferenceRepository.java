package dev.accountrisk.console.backfills;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads the first differences of backfills. */
interface DifferenceRepository extends Repository<DifferenceRow, DifferenceKey> {
    List<DifferenceView> findByRunIdOrderByNumber(long runId);
}
