package dev.accountrisk.console.partitions;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads positions. */
interface PositionRepository extends Repository<PositionRow, PartitionKey> {
    List<PositionRow> findAllByOrderByTopicAscPartitionNoAsc();
}
