package dev.accountrisk.console.partitions;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads what the workers reported. */
interface WorkerReportRepository extends Repository<WorkerReportRow, String> {
    List<WorkerReportRow> findAllByOrderByHostAsc();
}
