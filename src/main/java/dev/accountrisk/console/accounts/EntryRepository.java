package dev.accountrisk.console.accounts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** The newest journal version of each asset before another one. */
    @Query("""
            select max(e.version) from EntryRow e
            where e.account = :account and e.ofCommand = true and e.balanceAfter is not null and e.version < :version
            group by e.asset""")
    List<Long> lastVersionsBefore(String account, long version);

    /** The first version that a command after an offset has; null if there is none. */
    @Query("""
            select min(e.version) from EntryRow e
            where e.account = :account and e.ofCommand = true and e.sourceTopic = :topic
                and e.sourcePartition = :partition and e.sourceOffset > :offset""")
    @Nullable
    Long firstVersionAfter(String account, String topic, int partition, long offset);

    /** The first command that the journal has; null if it has none. */
    @Query("select min(e.version) from EntryRow e where e.account = :account and e.ofCommand = true")
    @Nullable
    Long oldestVersion(String account);

    /** The newest commands. */
    List<Entry> findByAccountAndOfCommandTrueOrderByVersionDesc(String account, Limit limit);

    @Query("""
            select new dev.accountrisk.console.accounts.Balance(e.asset, e.balanceAfter, e.frozenAfter) from EntryRow e
            where e.account = :account and e.ofCommand = true and e.version in :versions
            order by e.asset""")
    List<Balance> balancesAfter(String account, Collection<Long> versions);
}
