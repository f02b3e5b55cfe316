package dev.accountrisk.console.accounts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads the journal. */
interface EntryRepository extends Repository<EntryRow, EntryKey> {
    Slice<Entry> findByAccount(String account, Pageable page);

    Slice<Entry> findByAccountAndOutcome(String account, String outcome, Pageable page);

    /** The next of an account in the order of the table's key. Two may share an id: a command and an addition to the risk. */
    List<Entry> findByAccountAndEntryIdGreaterThanEqualOrderByEntryIdAscOfCommandAsc(String account, String entryId,
            Limit limit);

    /** The newest journal version of each asset up to a time. A version belongs to one command. */
    @Query("""
            select max(e.version) from EntryRow e
            where e.account = :account and e.ofCommand = true and e.balanceAfter is not null and e.decidedAt <= :time
            group by e.asset""")
    List<Long> lastVersions(String account, Instant time);

    @Query("""
            select new dev.accountrisk.console.accounts.Balance(e.asset, e.balanceAfter, e.frozenAfter) from EntryRow e
            where e.account = :account and e.ofCommand = true and e.version in :versions
            order by e.asset""")
    List<Balance> balancesAfter(String account, Collection<Long> versions);
}
