package dev.accountrisk.console.parked;

import dev.accountrisk.console.parked.ParkedRepository.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** Looks up parked records for other pages. The caller has a transaction open. */
@Component
public class ParkedReader {
    /** Grouping reads each of them once. */
    private static final int GROUPED_MAX = 20_000;
    /** Of more records, it would take too long to count the accounts and to find the other records of these accounts. */
    private static final int COUNTED_MAX = 20_000;
    private static final String OPEN = "PARKED";
    /** Records that wait for another one are counted up to this number. */
    public static final int WAITING_MAX = 10_000;

    private final ParkedRepository rows;
    private final ParkedCounter counter;

    ParkedReader(ParkedRepository rows, ParkedCounter counter) {
        this.rows = rows;
        this.counter = counter;
    }

    /**
     * What the open records share. Of very many, all are counted a few seconds before, or the oldest are counted now.
     *
     * @param now MySQL's time
     */
    public ParkedGroups groupsInTx(Instant now) {
        ParkedGroups all = counter.fresh(now);
        if (all != null && all.counted() > GROUPED_MAX) {
            counter.ask(now);
            return all;
        }
        List<ParkedGroup> groups = rows.groups(GROUPED_MAX);
        long counted = groups.stream().mapToLong(ParkedGroup::records).sum();
        if (counted >= GROUPED_MAX) {
            counter.ask(now);
        }
        return new ParkedGroups(groups, counted, counted < GROUPED_MAX, null);
    }

    /** The first open record of an account. If the account is held back, this record blocks it. */
    public Optional<ParkedLine> firstOpenInTx(String account) {
        return rows.openOf(account, Limit.of(1)).stream().findFirst();
    }

    /** How many open records of the account wait for this one; {@link #WAITING_MAX} if there are as many or more. */
    public long waitingForInTx(ParkedLine record) {
        String account = record.account();
        return account == null || !record.state().equals(OPEN)
                ? 0
                : rows.countWaiting(account, record.id(), WAITING_MAX);
    }

    /** One record. */
    public Optional<ParkedLine> findInTx(long id) {
        return rows.findLineById(id);
    }

    /** The value of a record; empty if there is no such record, or if it has none. */
    public Optional<byte[]> valueInTx(long id) {
        return rows.findBytes(id).flatMap(bytes -> Optional.ofNullable(bytes.getRecordValue()));
    }

    /**
     * What an action touches.
     *
     * @param first at most this many of the records, those that were parked first; 0 for all
     * @param upTo  the last record that may belong to it
     */
    public ParkedScope scopeInTx(ParkedCriteria which, boolean release, int first, long upTo) {
        long last = first == 0 ? upTo : idAt(which, release, first, upTo);
        Counts counts = rows.count(release, which.id(), which.reason(), which.topic(), which.account(), last);
        long newest = Objects.requireNonNullElse(counts.last(), 0L);
        Long accounts = counts.records() > COUNTED_MAX
                ? null
                : Long.valueOf(rows.countAccounts(release, which.id(), which.reason(), which.topic(), which.account(),
                        newest));
        return new ParkedScope(counts.records(), accounts, newest, touched(which, release, counts, newest));
    }

    private long idAt(ParkedCriteria which, boolean release, int first, long upTo) {
        List<Long> at = rows.ids(release, which.id(), which.reason(), which.topic(), which.account(), upTo,
                PageRequest.of(first - 1, 1));
        return at.isEmpty() ? upTo : at.getFirst();
    }

    private @Nullable Long touched(ParkedCriteria which, boolean release, Counts counts, long newest) {
        if (!release || which.everything() || counts.records() == 0) {
            return counts.records();
        }
        return counts.records() > COUNTED_MAX
                ? null
                : rows.countTouched(true, which.id(), which.reason(), which.topic(), which.account(), newest);
    }
}
