package dev.accountrisk.console.parked;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Looks up parked records for other pages. The caller has a transaction open. */
@Component
public class ParkedReader {
    /** Grouping reads each of them once. */
    private static final int GROUPED_MAX = 20_000;
    private static final String OPEN = "PARKED";
    private static final String BEHIND = "BEHIND_PARKED";

    private final ParkedRepository rows;

    ParkedReader(ParkedRepository rows) {
        this.rows = rows;
    }

    /** What the oldest open records share. */
    public ParkedGroups groupsInTx() {
        List<ParkedGroup> groups = rows.groups(GROUPED_MAX);
        long counted = groups.stream().mapToLong(ParkedGroup::records).sum();
        return new ParkedGroups(groups, counted, counted < GROUPED_MAX);
    }

    /** The first open record of an account. If the account is held back, this record blocks it. */
    public Optional<ParkedLine> firstOpenInTx(String account) {
        return rows.openOf(account, Limit.of(1)).stream().findFirst();
    }

    /** How many open records of the account wait for this one. */
    public long waitingForInTx(ParkedLine record) {
        String account = record.account();
        return account == null || !record.state().equals(OPEN)
                ? 0
                : rows.countByAccountAndStateAndReasonAndIdGreaterThan(account, OPEN, BEHIND, record.id());
    }
}
