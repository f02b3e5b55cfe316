package dev.accountrisk.console.parked;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.console.parked.ParkedRepository.Counts;
import dev.accountrisk.console.parked.ParkedRepository.WaitingCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
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

    /** The same, with how many records wait for those of each group, if all were counted for this page. */
    ParkedGroups groupsWithWaitingInTx(Instant now) {
        ParkedGroups groups = groupsInTx(now);
        if (!groups.whole() || groups.countedAt() != null) {
            return groups;
        }
        Map<List<String>, Long> waiting = rows.waiting(GROUPED_MAX, ExpiryIds.PREFIX + "%")
                .stream()
                .collect(Collectors.toMap(count -> List.of(count.getReason(), count.getTopic(), count.getDetail()),
                        WaitingCount::getRecords));
        return new ParkedGroups(groups.groups()
                .stream()
                .map(group -> group.withWaiting(
                        waiting.getOrDefault(List.of(group.reason(), group.topic(), group.detail()), 0L)))
                .toList(), groups.counted(), true, null);
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
     * What an action touches. Of very many records the number is that of the last count in the background, or it is only known that
     * there are more. That no record belongs to it which is parked later is sure in each case.
     *
     * @param first at most this many of the records, those that were parked first; 0 for all
     * @param now   MySQL's time
     */
    public ParkedScope scopeInTx(ParkedCriteria which, boolean release, int first, Instant now) {
        long newest = rows.lastOpen().orElse(0L);
        Long last = first == 0 ? null : idAt(which, release, first, newest);
        if (last != null) {
            return scopeInTx(which, release, first, last);
        }
        Optional<ParkedCounter.Estimate> estimate = counter.estimate(which, release, now)
                .filter(counted -> counted.records() > COUNTED_MAX);
        if (estimate.isPresent()) {
            counter.ask(now);
            return tooMany(which, release, estimate.get().records(), false, estimate.get().countedAt(), newest);
        }
        Counts counts = countInTx(which, release, newest, COUNTED_MAX + 1);
        if (counts.getRecords() > COUNTED_MAX) {
            counter.ask(now);
            return tooMany(which, release, COUNTED_MAX, true, null, newest);
        }
        return scopeInTx(which, release, counts.getRecords(), Objects.requireNonNullElse(counts.getLast(), 0L));
    }

    private static ParkedScope tooMany(ParkedCriteria which, boolean release, long records, boolean atLeast,
            @Nullable Instant countedAt, long newest) {
        return new ParkedScope(records, atLeast, countedAt, null, newest,
                release && !which.everything() ? null : records);
    }

    /** How many records match exactly, however long that takes. */
    public long countInTx(ParkedCriteria which, boolean release, long upTo) {
        return countInTx(which, release, upTo, Integer.MAX_VALUE).getRecords();
    }

    private Counts countInTx(ParkedCriteria which, boolean release, long upTo, int most) {
        return rows.count(release, which.id(), which.reason(), which.topic(), which.account(), upTo, most);
    }

    private ParkedScope scopeInTx(ParkedCriteria which, boolean release, long records, long last) {
        Long accounts = records > COUNTED_MAX
                ? null
                : Long.valueOf(rows.countAccounts(release, which.id(), which.reason(), which.topic(), which.account(),
                        last));
        return new ParkedScope(records, false, null, accounts, last, touched(which, release, records, last));
    }

    /** The numbers of the first records that a release takes, in the order they were parked. */
    public List<Long> firstReleasableInTx(ParkedCriteria which, long upTo, int most) {
        return rows.ids(true, which.id(), which.reason(), which.topic(), which.account(), upTo, 0, most);
    }

    /** Null if fewer records match. */
    private @Nullable Long idAt(ParkedCriteria which, boolean release, int first, long upTo) {
        List<Long> at = rows.ids(release, which.id(), which.reason(), which.topic(), which.account(), upTo, first - 1,
                1);
        return at.isEmpty() ? null : at.getFirst();
    }

    private @Nullable Long touched(ParkedCriteria which, boolean release, long records, long last) {
        if (!release || records == 0) {
            return records;
        }
        if (records > COUNTED_MAX) {
            return null;
        }
        long touched = rows.countTouched(true, which.id(), which.reason(), which.topic(), which.account(), last,
                COUNTED_MAX + 1);
        return touched > COUNTED_MAX ? null : Long.valueOf(touched);
    }
}
