package dev.accountrisk.console.parked;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads parked records. */
interface ParkedRepository extends Repository<ParkedRow, Long> {
    /** The key and the value of a record. */
    interface Bytes {
        byte @Nullable [] getRecordKey();

        byte @Nullable [] getRecordValue();
    }

    /** How long they are. */
    interface Sizes {
        @Nullable
        Long getKeyBytes();

        @Nullable
        Long getValueBytes();
    }

    /**
     * What an action is about. A release cannot take records without an account, nor conflicts. By itself MySQL would read the table in the
     * order of its key, and go through a million records to find those that were parked last.
     */
    String MATCHES = """
             FROM parked_record r IGNORE INDEX (PRIMARY)
            WHERE r.state = 'PARKED' AND r.id <= :upTo AND (:id IS NULL OR r.id = :id)
                AND (:reason IS NULL OR r.reason = :reason) AND (:topic IS NULL OR r.source_topic = :topic)
                AND (:account IS NULL OR r.account_uuid = :account)
                AND (NOT :release OR (r.account_uuid IS NOT NULL AND r.reason <> 'CONFLICT'))""";

    /** Counts of records. */
    interface Counts {
        long getRecords();

        @Nullable
        Long getLast();
    }

    Optional<ParkedLine> findLineById(long id);

    /** How many records match, and the last of them; at most so many are counted. */
    @Query(nativeQuery = true, value = "SELECT COUNT(*) AS records, MAX(id) AS last FROM (SELECT r.id" + MATCHES
            + " LIMIT :most) counted")
    Counts count(boolean release, @Nullable Long id, @Nullable String reason, @Nullable String topic,
            @Nullable String account, long upTo, int most);

    /** How many accounts they name. */
    @Query(nativeQuery = true, value = "SELECT COUNT(DISTINCT r.account_uuid)" + MATCHES)
    long countAccounts(boolean release, @Nullable Long id, @Nullable String reason, @Nullable String topic,
            @Nullable String account, long upTo);

    /** The number of the last record that is parked. */
    @Query(nativeQuery = true, value = "SELECT MAX(id) FROM parked_record WHERE state = 'PARKED'")
    Optional<Long> lastOpen();

    /** The numbers of the records that match, oldest first. */
    @Query(nativeQuery = true, value = "SELECT r.id" + MATCHES + " ORDER BY r.id LIMIT :skip, :most")
    List<Long> ids(boolean release, @Nullable Long id, @Nullable String reason, @Nullable String topic,
            @Nullable String account, long upTo, int skip, int most);

    /** The records that a release tries: all of the accounts of which one matches. At most so many are counted. */
    @Query(nativeQuery = true, value = "SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT DISTINCT r.account_uuid, r.source_topic"
            + MATCHES
            + """
                    ) m STRAIGHT_JOIN parked_record p FORCE INDEX (parked_record_account) ON p.account_uuid = m.account_uuid
                        AND p.source_topic = m.source_topic AND p.state = 'PARKED' AND p.reason <> 'CONFLICT'
                    LIMIT :most) touched""")
    long countTouched(boolean release, @Nullable Long id, @Nullable String reason, @Nullable String topic,
            @Nullable String account, long upTo, int most);

    @Query("select r.recordKey as recordKey, r.recordValue as recordValue from ParkedRow r where r.id = :id")
    Optional<Bytes> findBytes(long id);

    @Query(nativeQuery = true, value = """
            SELECT LENGTH(record_key) AS keyBytes, LENGTH(record_value) AS valueBytes FROM parked_record
            WHERE id = :id""")
    Optional<Sizes> findSizes(long id);

    /**
     * The numbers of the next records after an id that match every criterion that is not null. It leaves the key out as well.
     */
    @Query(nativeQuery = true, value = """
            SELECT id FROM parked_record IGNORE INDEX (PRIMARY)
            WHERE state = :state AND id > :after AND (:reason IS NULL OR reason = :reason)
                AND (:topic IS NULL OR source_topic = :topic) AND (:account IS NULL OR account_uuid = :account)
            ORDER BY id LIMIT :most""")
    List<Long> nextIds(String state, @Nullable String reason, @Nullable String topic, @Nullable String account,
            long after, int most);

    /** Some records, oldest first. */
    List<ParkedLine> findByIdInOrderById(Collection<Long> ids);

    /** The oldest open records, grouped; a limit keeps it fast, however many there are. */
    @Query("""
            select new dev.accountrisk.console.parked.ParkedGroup(o.reason, o.topic, o.detail, count(*),
                count(distinct o.account), min(o.parkedAt), max(o.parkedAt))
            from (select r.reason as reason, r.topic as topic, r.detail as detail, r.account as account,
                    r.parkedAt as parkedAt
                from ParkedRow r where r.state = 'PARKED' order by r.id limit :max) o
            group by o.reason, o.topic, o.detail
            order by count(*) desc, o.reason, o.topic, o.detail""")
    List<ParkedGroup> groups(int max);

    /** How many records wait for those of a group. */
    interface WaitingCount {
        String getReason();

        String getTopic();

        String getDetail();

        long getRecords();
    }

    /**
     * What waits, among the same oldest records, for the first one of its account and topic that holds back. A group for which nothing
     * waits is not there.
     *
     * @param expiry a pattern of the ids of records that hold nothing back
     */
    @Query(nativeQuery = true, value = """
            WITH oldest AS (SELECT id, reason, source_topic, detail, account_uuid, entry_id FROM parked_record
                WHERE state = 'PARKED' ORDER BY id LIMIT :max)
            SELECT f.reason, f.source_topic AS topic, f.detail, COUNT(*) AS records
            FROM (SELECT account_uuid, source_topic, MIN(id) AS id FROM oldest
                WHERE account_uuid IS NOT NULL AND reason <> 'CONFLICT'
                    AND (entry_id IS NULL OR entry_id NOT LIKE :expiry)
                GROUP BY account_uuid, source_topic) a
            JOIN oldest f ON f.id = a.id
            JOIN oldest w ON w.account_uuid = a.account_uuid AND w.source_topic = a.source_topic AND w.id > a.id
                AND w.reason = 'BEHIND_PARKED'
            GROUP BY f.reason, f.source_topic, f.detail""")
    List<WaitingCount> waiting(int max, String expiry);

    /**
     * How many records share a reason and a topic, and the numbers of the first and the last of them.
     *
     * @param named how many of them name an account
     */
    record GroupCount(String reason, String topic, long records, long named, long accounts, long first, long last) {
        /** How many of them a release takes. */
        long releasable() {
            return reason.equals("CONFLICT") ? 0 : named;
        }
    }

    /** All open records. */
    @Query("""
            select new dev.accountrisk.console.parked.ParkedRepository$GroupCount(r.reason, r.topic, count(*),
                count(r.account), count(distinct r.account), min(r.id), max(r.id))
            from ParkedRow r where r.state = 'PARKED'
            group by r.reason, r.topic
            order by count(*) desc, r.reason, r.topic""")
    List<GroupCount> countByReasonAndTopic();

    /** The account's open records that wait for an earlier one, after a record; at most so many are counted. */
    @Query(nativeQuery = true, value = """
            SELECT COUNT(*) FROM (SELECT 1 FROM parked_record FORCE INDEX (parked_record_account)
                WHERE account_uuid = :account AND state = 'PARKED' AND reason = 'BEHIND_PARKED' AND id > :id
                LIMIT :max) w""")
    long countWaiting(String account, long id, int max);

    /** The first open record of an account that holds back the later commands. */
    @Query("""
            select new dev.accountrisk.console.parked.ParkedLine(r.id, r.topic, r.partition, r.offset, r.recordTime,
                r.account, r.entryId, r.reason, r.detail, r.state, r.parkedAt, r.changedAt)
            from ParkedRow r
            where r.account = :account and r.state = 'PARKED' and r.reason <> 'CONFLICT'
            order by r.id""")
    List<ParkedLine> openOf(String account, Limit limit);
}
