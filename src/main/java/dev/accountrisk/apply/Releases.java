package dev.accountrisk.apply;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.CommitOutcomeUnknownException;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.Decoded;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The door for letting parked records go. They pass through the same core and the same locks as everything else; no position
 * moves, for they were consumed when they were parked. Whatever fails may be tried again: what took effect is not parked any
 * more, and its id is known. Belongs to one thread.
 */
public final class Releases {
    private static final int RECORDS_MAX = 500;

    private final Transactions transactions;
    private final AccountLocks locks;
    private final CommandRelease commands;
    private final RiskRelease riskUpdates;
    private final EngineObserver observer;
    private final RerunPolicy reruns = new RerunPolicy();
    private final ParkedRows rows = new ParkedRows();

    Releases(Transactions transactions, AccountLocks locks, CommandRelease commands, RiskRelease riskUpdates,
            EngineObserver observer) {
        this.transactions = transactions;
        this.locks = locks;
        this.commands = commands;
        this.riskUpdates = riskUpdates;
        this.observer = observer;
    }

    /**
     * Releases the parked commands of an account in their order, up to the first that parks again, and opens the account when
     * none is left.
     */
    public Release commands(String account, Function<ParkedRecord, Decoded<Command>> decoder) throws SQLException {
        List<ReleasedRecord> records = new ArrayList<>();
        long afterId = 0;
        int limit = RECORDS_MAX;
        while (true) {
            Release part;
            try {
                part = commands(account, afterId, limit, decoder);
            } catch (SQLException failure) {
                if (SqlFault.of(failure) != SqlFault.POISON) {
                    throw failure;
                }
                if (limit == 1) {
                    records.add(refused(account, afterId, failure));
                    return new Release(records, true);
                }
                // one at a time, so that those before the refused one are not kept by it
                limit = 1;
                continue;
            }
            records.addAll(part.records());
            boolean stuck = part.records()
                    .stream()
                    .anyMatch(record -> record.parkedAgain() != null && record.parkedAgain().holdsBack());
            if (part.records().isEmpty() || stuck) {
                return new Release(records, part.heldBack());
            }
            afterId = part.records().getLast().id();
        }
    }

    private Release commands(String account, long afterId, int limit,
            Function<ParkedRecord, Decoded<Command>> decoder) throws SQLException {
        return run(account, connection -> commands.releaseInTx(connection, account, afterId, limit, decoder));
    }

    private ReleasedRecord refused(String account, long afterId, SQLException failure) throws SQLException {
        return run(account, connection -> commands.refusedInTx(connection, account, afterId, refusal(failure)));
    }

    /** Releases the parked risk updates of an account. */
    public Release riskUpdates(String account, Function<ParkedRecord, Decoded<RiskUpdate>> decoder)
            throws SQLException {
        List<ReleasedRecord> records = new ArrayList<>();
        int limit = RECORDS_MAX;
        while (true) {
            long afterId = records.isEmpty() ? 0 : records.getLast().id();
            int most = limit;
            try {
                Release part = run(account,
                        connection -> riskUpdates.releaseInTx(connection, account, afterId, most, decoder));
                records.addAll(part.records());
                if (part.records().isEmpty()) {
                    return new Release(records, false);
                }
            } catch (SQLException failure) {
                if (SqlFault.of(failure) != SqlFault.POISON) {
                    throw failure;
                }
                if (limit == 1) {
                    records.add(run(account, connection -> riskUpdates.refusedInTx(connection, account, afterId,
                            refusal(failure))));
                }
                // one at a time, so that the others are not kept by the refused one
                limit = 1;
            }
        }
    }

    private static String refusal(SQLException failure) {
        return "the database refuses it: " + SqlFault.describe(failure);
    }

    /** Drops parked commands of an account for good, and opens it when no other is parked. */
    public Release dropCommands(String account, List<Long> ids) throws SQLException {
        return run(account, connection -> commands.dropInTx(connection, account, ids));
    }

    /** Drops a record that holds nothing back: a risk update, a conflict, one without an account. */
    public boolean dropOther(long id) throws SQLException {
        return run("", connection -> rows.dropInTx(connection, id));
    }

    private <T> T run(String account, Transactions.Work<T> work) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try (AccountLocks.Held held = locks.acquire(account.isEmpty() ? List.of() : List.of(account))) {
                return transactions.run(work);
            } catch (LostRaceException lostRace) {
                observer.rerun("lost-race");
                if (!reruns.pauseBefore(attempt + 1)) {
                    throw new SQLException(lostRace);
                }
            } catch (CommitOutcomeUnknownException unknown) {
                throw unknown.failure();
            } catch (SQLException failure) {
                if (SqlFault.of(failure) != SqlFault.RERUN || !reruns.pauseBefore(attempt + 1)) {
                    throw failure;
                }
                observer.rerun(SqlFault.causeOf(failure));
            }
        }
    }
}
