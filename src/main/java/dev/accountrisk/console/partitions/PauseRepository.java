package dev.accountrisk.console.partitions;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads what operators have paused. */
interface PauseRepository extends Repository<PauseRow, PauseKey> {
    List<PauseRow> findAll();
}
