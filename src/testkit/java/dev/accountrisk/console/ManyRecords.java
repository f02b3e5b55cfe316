package dev.accountrisk.console;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Fills the worker's tables with as many rows as a large installation has after a bad week. One account is hot, and one holds back many. */
final class ManyRecords {
    /** Has a tenth of the journal. */
    static final String HOT = "hot-account";
    /** Has a tenth of the parked records; all but the first wait. */
    static final String HELD = "held-account";
    /** Has as many entries as most. */
    static final String USUAL = "account-0000017";

    /** An action that looked at a hundred accounts. */
    static final int WHAT_IF = 5_000;

    private static final int STEP = 1_000_000;
    private static final int ENTRIES_OF_USUAL = 100;
    private static final String ENTRY = """
            INSERT INTO account_entry (account_uuid, entry_id, kind, version, asset, amount, outcome, reason, balance_after,
                frozen_after, occurred_at, content_digest, source_topic, source_partition, source_offset, create_time)
            SELECT %s, LEFT(SHA2(CONCAT(%s, n), 256), 32), IF(n %% 10 = 0, 'ADD', 'CREDIT'), n, IF(n %% 10 = 0, NULL, ELT(1 + n %% 3, 'EUR', 'USD', 'BTC')),
                1, IF(n %% 97 = 0, 'REFUSED', 'APPLIED'), IF(n %% 97 = 0, 'INSUFFICIENT_BALANCE', NULL), IF(n %% 10 = 0, NULL, n), 0,
                1763776800000 + n, IF(n %% 10 = 0, NULL, UNHEX(LEFT(SHA2(n, 256), 32))), 'account.commands', n %% 24, n,
                UTC_TIMESTAMP(3) - INTERVAL %s SECOND
            FROM numbers WHERE n < %d""";
    private static final String PARKED = """
            INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset, source_timestamp, account_uuid,
                entry_id, reason, detail, state, record_key, record_value, create_time)
            SELECT %s, 'id', n %% 24, n, 1763776800000 + n, IF(n %% 10 = 3, 'held-account', CONCAT('account-', LPAD(n DIV 10, 7, '0'))),
                LEFT(SHA2(n, 256), 32), %s, CONCAT('detail ', n %% 7), '%s', 'key', RPAD('{"commandId":"', 200, 'x'),
                UTC_TIMESTAMP(3) - INTERVAL (%d - n) SECOND
            FROM numbers WHERE n < %d ORDER BY n""";

    private final Connection database;

    ManyRecords(Connection database) {
        this.database = database;
    }

    /** Takes minutes for millions. The rows of most accounts are written in the order of their key, those of the hot one in no order. */
    void fill(int parked, int entries) throws SQLException {
        int most = Math.max(parked, Math.min(entries, STEP));
        run("CREATE TABLE numbers (n INT NOT NULL PRIMARY KEY)", "SET SESSION cte_max_recursion_depth = 1000",
                "INSERT INTO numbers WITH RECURSIVE t (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i < 999)"
                        + " SELECT a.i * 1000 + b.i FROM t a, t b WHERE a.i < " + (most + 999) / 1_000);
        fillParked(parked);
        fillJournal(entries);
        fillTheRest();
        run("DROP TABLE numbers",
                "ANALYZE TABLE parked_record, account_entry, account_head, console_audit, redrive_action");
    }

    private void fillParked(int parked) throws SQLException {
        String reason = ("IF(n %% 10 = 3, IF(n = 3, 'UNKNOWN_TYPE', 'BEHIND_PARKED'), IF(n > %d, 'CONFLICT',"
                + " ELT(1 + n %% 3, 'UNKNOWN_TYPE', 'WRONG_TYPE', 'BEHIND_PARKED')))").formatted(parked - 10);
        String topic = "IF(n % 4 = 0, 'account.risk-updates', 'account.commands')";
        run(PARKED.formatted(topic, reason, "PARKED", parked, parked),
                PARKED.formatted("'another.topic'", reason, "RELEASED", parked, parked / 10));
    }

    private void fillJournal(int entries) throws SQLException {
        int hot = entries / 10;
        run(ENTRY.formatted("'" + HOT + "'", "'h'", "(" + hot + " - n)", hot));
        for (int done = 0; done < entries - hot; done += STEP) {
            String account = "CONCAT('account-', LPAD((" + done + " + n) DIV " + ENTRIES_OF_USUAL + ", 7, '0'))";
            run(ENTRY.formatted(account, done, "(n % 1000000)", Math.min(STEP, entries - hot - done)));
        }
    }

    private void fillTheRest() throws SQLException {
        run("INSERT INTO account_head (account_uuid, version, held_back) SELECT CONCAT('account-', LPAD(n, 7, '0')), 90, FALSE FROM numbers"
                + " WHERE n < 90000",
                "INSERT INTO account_head (account_uuid, version, held_back) VALUES ('" + HOT + "', 900000, FALSE), ('"
                        + HELD
                        + "', 1, TRUE)",
                "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id, version, entries) VALUES ('"
                        + HOT
                        + "', 1, 'LOW', 1763776800000, 'e', 100000, 100000)",
                "INSERT INTO account_balance (account_uuid, asset, balance, frozen) SELECT account_uuid, 'EUR', 1, 0 FROM account_head",
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, source_partition) SELECT '"
                        + HOT
                        + "', LEFT(SHA2(n, 256), 32), 'EUR', 1, IF(n < 300, 'OPEN', 'SETTLED'), 0 FROM numbers WHERE n < 100000",
                "INSERT INTO consumer_position (topic, partition_no, topic_id, next_offset) SELECT 'account.commands', n, 'id', 1 FROM"
                        + " numbers WHERE n < 24",
                "INSERT INTO console_audit (done_by, action, subject, create_time) SELECT IF(n % 50000 = 7, 'seldom', 'often'),"
                        + " ELT(1 + n % 2, 'VIEW_PAYLOAD', 'WHAT_IF'), CONCAT('parked record ', n), UTC_TIMESTAMP(3) - INTERVAL (1000000 - n)"
                        + " SECOND FROM numbers ORDER BY n",
                "INSERT INTO redrive_action (action, state, account_uuid, record_ids, done_by, why, begun_at, records_done) SELECT 'RELEASE',"
                        + " 'DONE', CONCAT('account-', LPAD(n, 7, '0')), n, 'ana', 'why', UNIX_TIMESTAMP() * 1000, 1 FROM numbers"
                        + " WHERE n < 100000",
                "SET SESSION group_concat_max_len = 100000",
                "INSERT INTO redrive_action (action, state, record_ids, done_by, why, begun_at, records_done) SELECT 'DROP', 'DONE',"
                        + " GROUP_CONCAT(n), 'ana', 'why', UNIX_TIMESTAMP() * 1000, 1000 FROM numbers GROUP BY n DIV 1000",
                "INSERT INTO operator_action (form_key, kind, record_id, done_by, why, state) SELECT UUID(), 'RELEASE', n, 'ana', 'why',"
                        + " 'DONE' FROM numbers WHERE n < 1000",
                "INSERT INTO operator_action (id, form_key, kind, reason, up_to_record, done_by, why, state, ended_at, result) SELECT "
                        + WHAT_IF + ", UUID(), 'WHAT_IF', 'WRONG_TYPE', 1000, 'ana', 'why', 'DONE', UTC_TIMESTAMP(3),"
                        + " JSON_OBJECT('matching', 100000, 'allCounted', FALSE, 'chosen', 100, 'leftOut', JSON_OBJECT('overLimit', 0,"
                        + " 'unreached', 0, 'otherTopic', 0), 'sums', JSON_ARRAY(JSON_OBJECT('outcome', 'APPLIED', 'reason', NULL,"
                        + " 'chosen', 100, 'others', 0)), 'told', JSON_ARRAY(JSON_OBJECT('type', 'BalanceChanged', 'events', 100)),"
                        + " 'accountsIn', 100, 'accounts', JSON_ARRAYAGG(JSON_OBJECT('account', UUID(), 'topic', 'account.commands',"
                        + " 'chosen', 1, 'others', 0, 'stayParked', 0, 'whole', TRUE, 'changes', JSON_ARRAY(JSON_OBJECT('what',"
                        + " 'EUR balance', 'before', '0', 'after', n)), 'records', JSON_ARRAY(JSON_OBJECT('id', n, 'chosen', TRUE,"
                        + " 'outcome', 'APPLIED', 'reason', NULL, 'events', JSON_ARRAY(CONCAT('CommandApplied: CREDIT ', UUID()),"
                        + " 'BalanceChanged: EUR, balance 1, frozen 0')))))) FROM numbers WHERE n < 100",
                "INSERT INTO reconcile_run (id, state, last_account, accounts_checked, findings, begun_at, ended_at) VALUES ('r1', 'DRIFT',"
                        + " 'z', 90000, 10000, 1763776800000, 1763776900000)",
                "INSERT INTO reconcile_finding (run_id, kind, account_uuid, item, expected, actual) SELECT 'r1', 'BALANCE', 'a', 'EUR', '1',"
                        + " '2' FROM numbers WHERE n < 10000",
                "INSERT INTO backfill_run (mode, specification, shards, state, begun_at) VALUES ('VERIFY', 's', 1, 'RUNNING', 1763776800000)",
                "INSERT INTO backfill_partition (run_id, topic, partition_no, topic_id, from_offset, until_offset, next_offset) SELECT 1,"
                        + " 'account.commands', n, 'id', 0, 10, 5 FROM numbers WHERE n < 24");
    }

    private void run(String... statements) throws SQLException {
        for (String sql : List.of(statements)) {
            try (var statement = database.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
