package dev.accountrisk.console.backfills;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads the parts of backfills. */
interface PartRepository extends Repository<PartRow, PartKey> {
    List<Part> findByRunIdOrderByTopicAscPartitionNoAsc(long runId);
}
