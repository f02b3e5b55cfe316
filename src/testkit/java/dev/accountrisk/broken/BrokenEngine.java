package dev.accountrisk.broken;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The broken engines, each with its one flaw. */
public enum BrokenEngine implements Flaw {
    /** Moves the position from wherever it is, so nothing stops a worker that lost its partition. */
    NO_COMPARE_AND_SET {
        @Override
        public String rewritten(String sql) {
            return sql.replace("AND next_offset = ?", "AND ? >= 0");
        }
    },

    /** Reads, decides and writes without locking what it read. */
    NO_ROW_LOCK {
        @Override
        public String rewritten(String sql) {
            return withoutRowLock(sql);
        }
    },

    /** Relies on a lock outside of the database, and gives it back before the commit. */
    UNLOCK_BEFORE_COMMIT {
        @Override
        public String rewritten(String sql) {
            return withoutRowLock(sql);
        }

        @Override
        public void beforeCommit() {
            OutsideLocks.releaseOfThisThread();
        }
    },

    /** Works under REPEATABLE READ, and looks at something before it takes its locks. */
    READ_BEFORE_LOCK {
        @Override
        public void begins(Connection connection) throws SQLException {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }

        @Override
        public void before(Connection connection, String sql) throws SQLException {
            if (movesPosition(sql)) {
                run(connection, "SELECT COUNT(*) FROM account_hold");
            }
        }
    },

    /** Inserts what it decided by an upsert, and takes its count for the news that the id is new: the count is 1 either way. */
    DUPLICATES_BY_ROW_COUNT {
        @Override
        public String rewritten(String sql) {
            return sql.startsWith(JOURNAL_INSERT)
                    ? sql + " ON DUPLICATE KEY UPDATE entry_id = account_entry.entry_id"
                    : blindToTheJournal(sql);
        }
    },

    /** Lets INSERT IGNORE keep the journal free of duplicates, and applies them to everything else. */
    INSERT_IGNORE {
        @Override
        public String rewritten(String sql) {
            return sql.startsWith(JOURNAL_INSERT)
                    ? sql.replace("INSERT INTO", "INSERT IGNORE INTO")
                    : blindToTheJournal(sql);
        }
    },

    /** Goes on with the next statement after a deadlock: what came before it is gone, what comes after it is not. */
    SWALLOWED_DEADLOCK {
        @Override
        public boolean swallows(SQLException failure) {
            return failure.getErrorCode() == DEADLOCK;
        }
    },

    /** Goes on with the next statement after a lock wait time-out: everything is committed but the one that waited. */
    SWALLOWED_LOCK_WAIT_TIMEOUT {
        @Override
        public boolean swallows(SQLException failure) {
            return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
        }
    },

    /** Commits a failed transaction as far as it came, and then runs it again. */
    COMMITS_WHAT_FAILED {
        @Override
        public boolean commitsWhatFailed() {
            return true;
        }
    },

    /** Commits the position, and after it the state in a transaction of its own. */
    POSITION_BEFORE_STATE {
        @Override
        public void after(Connection connection, String sql) throws SQLException {
            if (movesPosition(sql)) {
                connection.commit();
            }
        }
    },

    /** Remembers what it applied and forgets what it refused, which then may succeed another time. */
    FORGOTTEN_REFUSAL {
        @Override
        public String rewritten(String sql) {
            if (sql.startsWith(JOURNAL_INSERT)) {
                return sql + " ON DUPLICATE KEY UPDATE version = r.version, outcome = r.outcome,"
                        + " reason = r.reason, balance_after = r.balance_after, frozen_after = r.frozen_after";
            }
            return sql.contains(JOURNAL_READ) ? sql.replace("WHERE", "WHERE reason IS NULL AND") : sql;
        }
    },

    /** Locks the accounts in one order or the other, and takes a deadlock for the end of the work. */
    UNSORTED_WITHOUT_RETRY {
        @Override
        public String rewritten(String sql) {
            boolean backwards = Thread.currentThread().threadId() % 2 == 0;
            return backwards ? sql.replace("FOR UPDATE", "ORDER BY account_uuid DESC FOR UPDATE") : sql;
        }

        @Override
        public SQLException reported(SQLException failure) {
            return givenUpAfterADeadlock(failure);
        }
    },

    /** Locks the positions of several partitions in the order of arrival, and takes a deadlock for the end of the work. */
    FENCES_IN_ORDER_OF_ARRIVAL {
        @Override
        public boolean fencesInOrderOfArrival() {
            return true;
        }

        @Override
        public SQLException reported(SQLException failure) {
            return givenUpAfterADeadlock(failure);
        }
    },

    /** Compares the positions of several partitions without locking them. */
    COMPARES_POSITIONS_WITHOUT_LOCKS {
        @Override
        public String rewritten(String sql) {
            return sql.contains(POSITIONS_LOCK) ? withoutRowLock(sql) : sql;
        }
    },

    /** Writes the rows of a slice whose position another worker moved, and leaves only its position alone. */
    DROPS_A_SLICE_TOO_LATE {
        @Override
        public boolean dropsASliceTooLate() {
            return true;
        }
    },

    /** Asks only the first position whether a commit of several partitions took effect. */
    RESOLVES_BY_THE_FIRST {
        @Override
        public boolean resolvesByTheFirst() {
            return true;
        }
    },

    /** Acknowledges what it has sent by its number, which may be another row's by then. */
    ACKNOWLEDGES_BY_NUMBER {
        @Override
        public String rewritten(String sql) {
            return sql.replace("AND batch_id = ?", "AND '' <= ?");
        }
    },

    /** Reports only the last change of a level in a transaction. After lost commits, transactions end at other records. */
    REPORTS_THE_LAST_LEVEL {
        @Override
        public boolean reportsTheLastLevel() {
            return true;
        }
    },

    /** Keeps what it remembers when the database comes back as an older one. */
    KEEPS_ITS_MEMORY {
        @Override
        public boolean forgetsNothing() {
            return true;
        }
    },

    /** Writes over a row that it remembers without asking whether the row is still the same. */
    UNCHECKED_VERSION {
        @Override
        public String rewritten(String sql) {
            return sql.replace("account_risk.version = new.version - 1", "account_risk.version >= 0")
                    .replace("IF(account_risk.version >= 0, new.version, account_risk.version)",
                            "account_risk.version + 1");
        }
    };

    private static final String JOURNAL_INSERT = "INSERT INTO account_entry";
    private static final String POSITIONS_LOCK = "FROM consumer_position FORCE INDEX (PRIMARY) WHERE (topic, partition_no) IN";
    private static final String JOURNAL_READ = "FROM account_entry";
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int QUERY_INTERRUPTED = 1317;

    static String withoutRowLock(String sql) {
        return sql.replace("FOR UPDATE", "");
    }

    private static SQLException givenUpAfterADeadlock(SQLException failure) {
        return failure.getErrorCode() == DEADLOCK
                ? new SQLException("given up after a deadlock", "HY000", QUERY_INTERRUPTED)
                : failure;
    }

    private static String blindToTheJournal(String sql) {
        return sql.contains(JOURNAL_READ) ? sql.replace("WHERE", "WHERE kind IS NULL AND") : sql;
    }

    private static boolean movesPosition(String sql) {
        return sql.startsWith("UPDATE consumer_position SET next_offset");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
