package dev.accountrisk.commands.check;

import dev.accountrisk.account.Command;
import dev.accountrisk.database.RangeSelect;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.AppliedCheck;
import dev.accountrisk.engine.check.FindingCollector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of the rows that commands fill. */
public final class CommandChecks implements AccountChecks<Command> {
    private static final RangeSelect JOURNAL_ROWS = new RangeSelect(
            "SELECT account_uuid, version FROM account_head WHERE account_uuid BETWEEN ? AND ?");

    private final String topic;
    private final boolean holdBack;

    /**
     * Opens the checks.
     *
     * @param topic    the one whose parked records hold accounts back
     * @param holdBack whether they do
     */
    public CommandChecks(String topic, boolean holdBack) {
        this.topic = topic;
        this.holdBack = holdBack;
    }

    @Override
    public List<String> accountTables() {
        return List.of("account_head", "account", "account_balance", "account_hold");
    }

    @Override
    public RangeSelect journalRows() {
        return JOURNAL_ROWS;
    }

    @Override
    public void checkInTx(Connection connection, List<String> accounts, long overdueBeforeMillis,
            FindingCollector findings)
            throws SQLException {
        Map<String, AccountFactsBuilder> facts = new LinkedHashMap<>();
        accounts.forEach(account -> facts.put(account, new AccountFactsBuilder(account)));
        AccountSources.readInTx(connection, topic, facts, overdueBeforeMillis);
        AccountCheck check = new AccountCheck(topic, holdBack, overdueBeforeMillis);
        facts.values().forEach(account -> check.check(account.build(), findings));
    }

    @Override
    public Optional<String> policy() {
        return Optional.empty();
    }

    /** What commands did is checked against the journal. */
    @Override
    public Optional<AppliedCheck<Command>> appliedCheck() {
        return Optional.empty();
    }
}
