package dev.accountrisk.console.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads what was carried out. */
interface DoneRepository extends Repository<DoneRow, Long> {
    /** The newest for an account, or that name a record of no account or of several. The corrected value is not read. */
    @Query(nativeQuery = true, value = """
            SELECT id, action, state, record_ids, done_by, why, replaced_record, records_done, records_left, begun_at
            FROM redrive_action
            WHERE begun_at >= :since
                AND (account_uuid = :account OR (account_uuid IS NULL AND FIND_IN_SET(:id, record_ids) > 0))
            ORDER BY id DESC LIMIT :most""")
    List<DoneRow> about(long id, @Nullable String account, long since, int most);
}
