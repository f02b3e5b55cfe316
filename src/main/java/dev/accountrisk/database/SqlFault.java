package dev.accountrisk.database;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a failed statement, decided by the vendor code and the SQL state of the root {@link SQLException}. Neither
 * the driver's classes nor Spring's are enough: the driver reports a lock wait time-out (1205) as a rolled back transaction, and
 * many temporary faults have the general state HY000.
 */
public enum SqlFault {
    /** A conflict with another transaction: run the same work again. */
    RERUN,
    /** The server or the network is in trouble: wait, lose nothing, park nothing. */
    WAIT,
    /** The server refuses the data: find the record and park it. */
    POISON,
    /** The schema or the rights are wrong: a person is needed. */
    STOP;

    private static final Set<Integer> RERUN_CODES = Set.of(
            1213, 1205, 1062, 3572, 1020, 3101);

    private static final Set<Integer> WAIT_CODES = Set.of(
            1021, 1030, 1040, 1053, 1114, 1158, 1159, 1160, 1161, 1180, 1203, 1206, 1226, 1290, 1317, 1792, 1836, 1927,
            2006, 2013,
            3024, 3100);

    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1792, 1836);

    /** What a server answers to a COMMIT that it has turned into a rollback: a group's certification, or its applier, decided so. */
    private static final Set<Integer> ROLLED_BACK_CODES = Set.of(1213, 3101);

    private static final Set<Integer> POISON_CODES = Set.of(
            1048, 1264, 1292, 1366, 1406, 1644, 1690, 3140, 3819);

    private static final Set<Integer> STOP_CODES = Set.of(
            1044, 1045, 1049, 1054, 1064, 1142, 1143, 1146, 1227, 1364);

    /** A lock that was not granted, and a statement or a session that was killed. */
    private static final Set<Integer> PASSING_IN_MIGRATION_CODES = Set.of(1053, 1205, 1213, 1317, 1927, 2006, 2013,
            3024,
            4031);
    private static final Set<Integer> MISSING_PRIVILEGE_CODES = Set.of(1044, 1045, 1142, 1143, 1227, 1370);
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_SUCH_TABLE = 1146;
    private static final int TABLE_EXISTS = 1050;
    private static final int COLUMN_EXISTS = 1060;
    private static final int KEY_EXISTS = 1061;

    /** Classifies a failure. An unknown one is waited out: to park a good record is worse than to stop and report it. */
    public static SqlFault of(SQLException failure) {
        SQLException root = root(failure);
        int code = root.getErrorCode();
        if (RERUN_CODES.contains(code)) {
            return RERUN;
        }
        if (WAIT_CODES.contains(code)) {
            return WAIT;
        }
        if (POISON_CODES.contains(code)) {
            return POISON;
        }
        if (STOP_CODES.contains(code)) {
            return STOP;
        }
        return byState(root.getSQLState());
    }

    /** Code and state, without the message, because messages quote values; but the whole message about a wrong database. */
    public static String describe(SQLException failure) {
        SQLException root = root(failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongInstallationException wrong) {
                return String.valueOf(wrong.getMessage());
            }
        }
        String described = root.getClass().getSimpleName() + " code " + root.getErrorCode() + " state "
                + root.getSQLState();
        return root instanceof PacketTooBigException
                ? described + ": larger than MySQL's max_allowed_packet"
                : described;
    }

    /** Whether the server accepts no writes, because another one replaced it. */
    public static boolean isReadOnlyServer(SQLException failure) {
        return READ_ONLY_CODES.contains(root(failure).getErrorCode());
    }

    /** Whether the server says that a COMMIT rolled the transaction back. After any other failed COMMIT the outcome is unknown. */
    static boolean isRolledBack(SQLException failedCommit) {
        return ROLLED_BACK_CODES.contains(root(failedCommit).getErrorCode());
    }

    /** Whether a lock was not granted in time. */
    public static boolean isLockWaitTimeout(SQLException failure) {
        return root(failure).getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    /** Whether the user lacks a privilege for a statement. */
    public static boolean isMissingPrivilege(SQLException failure) {
        return MISSING_PRIVILEGE_CODES.contains(root(failure).getErrorCode());
    }

    /** Whether a statement names a table that does not exist. */
    public static boolean isMissingTable(SQLException failure) {
        return root(failure).getErrorCode() == NO_SUCH_TABLE;
    }

    /** Whether a statement would create a table, a column or a key that exists. */
    public static boolean isAlreadyThere(SQLException failure) {
        int code = root(failure).getErrorCode();
        return code == TABLE_EXISTS || code == COLUMN_EXISTS || code == KEY_EXISTS;
    }

    /** Whether a migration that failed so may succeed when it is completed and tried again. */
    public static boolean mayPassInMigration(SQLException failure) {
        SQLException root = root(failure);
        String state = root.getSQLState();
        boolean isCut = root.getErrorCode() == 0 && state != null && state.startsWith("08") && !state.equals("08004");
        return isCut || isAlreadyThere(failure) || PASSING_IN_MIGRATION_CODES.contains(root.getErrorCode());
    }

    /** Why a transaction was run again, as the value of a metric's tag. */
    public static String causeOf(SQLException failure) {
        return switch (root(failure).getErrorCode()) {
            case 1213 -> "deadlock";
            case 1205 -> "lock-wait-timeout";
            default -> "conflict";
        };
    }

    private static SqlFault byState(@Nullable String state) {
        if (state == null) {
            return WAIT;
        }
        if (state.startsWith("40")) {
            return RERUN;
        }
        // the driver's own complaints about a statement or its parameters, and the server's about its text
        if (state.startsWith("42") || state.startsWith("07") || state.equals("S1009")) {
            return STOP;
        }
        return state.startsWith("22") || state.startsWith("23") ? POISON : WAIT;
    }

    /** The innermost SQL exception, because pools and rewriters wrap the server's own. */
    private static SQLException root(SQLException failure) {
        SQLException root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException inner && inner.getErrorCode() != 0) {
                root = inner;
            }
        }
        return root;
    }
}
