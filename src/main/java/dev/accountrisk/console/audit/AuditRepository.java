package dev.accountrisk.console.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Adds and reads rows of the audit. There is no method that changes or deletes one. */
interface AuditRepository extends Repository<AuditRow, Long> {
    AuditRow save(AuditRow row);

    /** The newest before an id that match every criterion that is not null. */
    @Query("""
            select new dev.accountrisk.console.audit.AuditEntry(r.id, r.doneBy, r.action, r.subject, r.why, r.origin,
                r.createTime)
            from AuditRow r
            where r.id < :before and (:who is null or r.doneBy = :who) and (:action is null or r.action = :action)
                and r.createTime >= :begin and r.createTime < :end
            order by r.id desc""")
    List<AuditEntry> next(@Nullable String who, @Nullable String action, Instant begin, Instant end, long before,
            Limit limit);

    /** The newest row; null if there is none. */
    @Query("select max(r.id) from AuditRow r")
    @Nullable
    Long newestId();

    /** The views of one thing after a row, the newest first. */
    @Query("""
            select new dev.accountrisk.console.audit.AuditEntry(r.id, r.doneBy, r.action, r.subject, r.why, r.origin,
                r.createTime)
            from AuditRow r
            where r.id > :after and r.action = 'VIEW_PAYLOAD' and r.subject like concat(:subject, ',%')
            order by r.id desc""")
    List<AuditEntry> views(String subject, long after, Limit limit);
}
