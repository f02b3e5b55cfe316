package dev.accountrisk.parking;

import static dev.accountrisk.parking.ParkedFilters.hasAccountIn;
import static dev.accountrisk.parking.ParkedFilters.hasNoAccount;
import static dev.accountrisk.parking.ParkedFilters.hasState;
import static dev.accountrisk.parking.ParkedFilters.isOf;
import static dev.accountrisk.parking.ParkedFilters.isReleasable;
import static dev.accountrisk.parking.ParkedFilters.isUpTo;

import dev.accountrisk.database.EntityTransactions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.data.jpa.domain.Specification;

/**
 * The records that an operator selected, as far as they were parked when he did: what is parked later does not belong to it.
 * It is read page by page, so that a million records need no more memory than a thousand.
 */
public final class ParkedChoice {
    private static final int ACCOUNTS_PAGE = 5_000;

    private final ParkedRowRepository rows;
    private final EntityTransactions transactions;
    private final Specification<ParkedRow> parked;

    private ParkedChoice(Specification<ParkedRow> parked, ParkedRowRepository rows, EntityTransactions transactions) {
        this.parked = parked;
        this.rows = rows;
        this.transactions = transactions;
    }

    static ParkedChoice of(Specification<ParkedRow> selected, ParkedRowRepository rows,
            EntityTransactions transactions) {
        Specification<ParkedRow> parked = selected.and(hasState(ParkedState.PARKED));
        long newest = transactions.read(() -> rows.newestId(parked));
        return new ParkedChoice(parked.and(isUpTo(newest)), rows, transactions);
    }

    /** The choice without those that cannot be released: a release goes by the account, and a conflict is never applied. */
    public ParkedChoice releasable() {
        return with(isReleasable());
    }

    /** The rest of the choice, which can only be dropped. */
    public ParkedChoice notReleasable() {
        return with(Specification.not(isReleasable()));
    }

    /** Those of one topic. */
    public ParkedChoice ofTopic(String topic) {
        return with(isOf(topic));
    }

    /** At most this many of them, those that were parked first. */
    public ParkedChoice first(int limit) {
        return with(isUpTo(transactions.read(() -> rows.idAt(parked, limit))));
    }

    /** The next records after an id. */
    public List<ParkedSummary> next(long afterId, int limit) {
        return transactions.read(() -> rows.next(parked, afterId, limit));
    }

    /** How many are still parked. */
    public long count() {
        return transactions.read(() -> rows.count(parked));
    }

    /** How many of some records belong to the choice. */
    public long countAmong(List<Long> ids) {
        return with((row, _, _) -> row.get("id").in(ids)).count();
    }

    /** The first record of each account, in the order they were parked. Keeps a number for each account. */
    public List<Long> firstOfEachAccount() {
        List<Long> firstIds = new ArrayList<>();
        String after = "";
        while (true) {
            List<ParkedAccount> page = accountsAfter(after, ACCOUNTS_PAGE);
            if (page.isEmpty()) {
                firstIds.sort(Comparator.naturalOrder());
                return firstIds;
            }
            page.forEach(account -> firstIds.add(account.firstId()));
            after = page.getLast().account();
        }
    }

    /** The next accounts after one, in the order of their keys. */
    public List<ParkedAccount> accountsAfter(String account, int limit) {
        return transactions.read(() -> rows.accountsAfter(account, parked, limit));
    }

    /** The accounts of some records, as far as records of theirs are still parked; in the order these were parked. */
    public List<ParkedAccount> accountsOf(List<Long> ids) {
        return transactions.read(() -> {
            List<String> keys = rows.accountsOf(ids);
            return rows.accountsAfter("", parked.and(hasAccountIn(keys)), keys.size())
                    .stream()
                    .sorted(Comparator.comparingLong(ParkedAccount::firstId))
                    .toList();
        });
    }

    /** Those whose key names no account. */
    public ParkedChoice withoutAccount() {
        return with(hasNoAccount());
    }

    private ParkedChoice with(Specification<ParkedRow> filter) {
        return new ParkedChoice(parked.and(filter), rows, transactions);
    }
}
