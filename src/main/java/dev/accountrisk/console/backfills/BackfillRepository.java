package dev.accountrisk.console.backfills;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads runs of backfill. */
interface BackfillRepository extends Repository<BackfillRow, Long> {
    List<BackfillView> findByOrderByIdDesc(Limit limit);

    Optional<BackfillView> findRunById(long id);
}
