package dev.accountrisk.console.audit;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Adds and reads rows of the audit. There is no method that changes or deletes one. */
interface AuditRepository extends Repository<AuditRow, Long> {
    AuditRow save(AuditRow row);

    List<AuditEntry> findByIdLessThanOrderByIdDesc(long before, Limit limit);
}
