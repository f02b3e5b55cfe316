package dev.accountrisk.console.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads what operators asked for. */
interface AskedRepository extends Repository<AskedRow, Long> {
    /** The newest that name a record, or whose criteria it meets. */
    @Query("""
            select a from AskedRow a
            where a.kind in ('RELEASE', 'DROP') and (a.recordId = :id
                or (a.recordId is null and a.upToRecord >= :id and a.createTime >= :parkedAt
                    and (a.reason is null or a.reason = :reason) and (a.topic is null or a.topic = :topic)
                    and (a.accountUuid is null or a.accountUuid = :account)))
            order by a.id desc""")
    List<AskedRow> about(long id, Instant parkedAt, String reason, String topic, @Nullable String account,
            Limit limit);
}
