package dev.accountrisk.console.backfills;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Reads what processes report of backfills. */
interface ReportRepository extends Repository<ReportRow, PartKey> {
    List<Report> findByRunId(long runId);
}
