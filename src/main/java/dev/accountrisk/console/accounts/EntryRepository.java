package dev.accountrisk.console.accounts;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads the journal. */
interface EntryRepository extends Repository<EntryRow, EntryKey> {
    /** The newest commands, or additions, before a version. */
    List<Entry> findByAccountAndOfCommandAndVersionLessThanOrderByVersionDesc(String account, boolean ofCommand,
            long version, Limit limit);

    /** The newest commands of an outcome whose versions are in a range; both ends belong to it. */
    List<Entry> findByAccountAndOfCommandTrueAndOutcomeAndVersionBetweenOrderByVersionDesc(String account,
            String outcome, long least, long greatest, Limit limit);

    /** The next of an account in the order of the table's key. Two may share an id: a command and an addition to the risk. */
    List<Entry> findByAccountAndEntryIdGreaterThanEqualOrderByEntryIdAscOfCommandAsc(String account, String entryId,
            Limit limit);

    /** The next command of an account from a version on. */
    Optional<Entry> findFirstByAccountAndOfCommandTrueAndVersionGreaterThanEqualOrderByVersion(String account,
            long version);

    /** The newest command before a version that stored a balance of an asset. */
    Optional<Entry> findFirstByAccountAndOfCommandTrueAndAssetAndBalanceAfterNotNullAndVersionLessThanOrderByVersionDesc(
            String account, String asset, long version);

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
}
