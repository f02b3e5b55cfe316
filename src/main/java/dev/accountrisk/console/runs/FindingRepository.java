package dev.accountrisk.console.runs;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads findings. */
interface FindingRepository extends Repository<FindingRow, Long> {
    /** How many findings of a kind a run has. */
    record KindCount(String kind, long findings) {}

    List<FindingView> findByRunIdAndIdGreaterThanOrderById(String runId, long after, Limit limit);

    @Query("""
            select new dev.accountrisk.console.runs.FindingRepository$KindCount(f.kind, count(*)) from FindingRow f
            where f.runId = :runId group by f.kind order by f.kind""")
    List<KindCount> countByKind(String runId);
}
