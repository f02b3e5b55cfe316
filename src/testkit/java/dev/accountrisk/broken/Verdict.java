package dev.accountrisk.broken;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.model.Checkers;
import dev.accountrisk.model.Findings;
import dev.accountrisk.model.WorkerDatabase;
import dev.accountrisk.outbox.OutboxEvents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is looked at after a load: the checkers of any database, and the promises that this load can be held to. */
final class Verdict {
    private final SharedLoad load;
    private final WorkerDatabase database;
    private final Findings findings;

    private Verdict(SharedLoad load, WorkerDatabase database, Findings findings) {
        this.load = load;
        this.database = database;
        this.findings = findings;
    }

    static void of(SharedLoad load, WorkerDatabase database, Findings findings) throws SQLException {
        Verdict verdict = new Verdict(load, database, findings);
        Checkers.check(database, findings);
        verdict.everyRecordIsCountedOnce();
        verdict.everyCommandIsDecidedOnce();
        verdict.everyCommandIsToldOnce();
        verdict.risksAreRight();
    }

    private void everyRecordIsCountedOnce() {
        verdictOn(load.funding());
        load.commands().forEach(this::verdictOn);
        load.updates().forEach(this::verdictOn);
    }

    private void verdictOn(SharedLoad.Log<?> log) {
        String where = " FROM consumer_position WHERE topic = '" + log.source().topic() + "' AND partition_no = "
                + log.source().partition();
        expect("position of " + log.source(), log.records().size(), database.number("SELECT next_offset" + where));
        expect("outcomes of " + log.source(), log.records().size(),
                database.number("SELECT applied + stale + duplicate + refused + parked" + where));
    }

    private void everyCommandIsDecidedOnce() {
        expect("commands in the journal", load.commandIds(),
                database.number("SELECT COUNT(*) FROM account_entry WHERE kind <> 'ADD'"));
    }

    private void everyCommandIsToldOnce() throws SQLException {
        Map<String, Integer> told = new HashMap<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery("SELECT payload FROM outbox WHERE kind = 'EVENTS' ORDER BY id")) {
            while (row.next()) {
                for (OutboxEvents.Sent sent : OutboxEvents.of(row.getBytes(1))) {
                    switch (sent.event()) {
                        case AccountEvent.CommandApplied applied -> told.merge(applied.commandId(), 1, Integer::sum);
                        case AccountEvent.CommandRefused refused -> told.merge(refused.commandId(), 1, Integer::sum);
                        case AccountEvent.BalanceChanged _,AccountEvent.RiskLevelChanged _ -> {
                        }
                    }
                }
            }
        }
        expect("commands told of", load.commandIds(), told.size());
        told.values().removeIf(times -> times == 1);
        expect("commands told of more than once", 0, told.size());
    }

    private void risksAreRight() {
        Map<String, String> found = new TreeMap<>();
        database.texts("SELECT CONCAT_WS(' ', account_uuid, risk, occurred_at, last_event_id) FROM account_risk")
                .forEach(row -> found.put(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1)));
        load.risks().forEach((account, expected) -> {
            if (!expected.equals(found.get(account))) {
                findings.add("risk", account + ": expected " + expected + ", found " + found.get(account));
            }
        });
    }

    private void expect(String what, long expected, long found) {
        if (expected != found) {
            findings.add("load", what + ": expected " + expected + ", found " + found);
        }
    }
}
