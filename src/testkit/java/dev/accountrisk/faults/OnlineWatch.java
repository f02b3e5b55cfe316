package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.model.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A reader from outside that looks on while everything breaks: C8, positions never go back; C11, whatever balance it
 * sees at a version is the balance the journal has for that version, and versions never go back.
 */
final class OnlineWatch implements Callable<Void> {
    private static final Duration EVERY = Duration.ofMillis(700);
    private static final int WATCHED = 20;

    private final Scenario scenario;
    private final Findings findings;
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<Sight> sights = new ArrayList<>();
    private volatile boolean ended;

    /** What was seen in one snapshot: an account's version and, where it has one, a balance. */
    private record Sight(String account, long version, String asset, String money) {}

    OnlineWatch(Scenario scenario, Findings findings) {
        this.scenario = scenario;
        this.findings = findings;
    }

    void end() {
        ended = true;
    }

    @Override
    public Void call() {
        while (!ended) {
            try {
                look();
            } catch (SQLException | IllegalStateException away) {
                // MySQL is down or was cut off just now; there is nothing to see
            }
            Pause.exactly(EVERY);
        }
        return null;
    }

    private void look() throws SQLException {
        scenario.database().positions().forEach((partition, next) -> {
            long before = positions.getOrDefault(partition, 0L);
            if (next < before) {
                findings.add("C8", partition + " went back from " + before + " to " + next);
            }
            positions.put(partition, next);
        });
        String sql = "SELECT h.account_uuid, h.version, b.asset, CONCAT(b.balance, '/', b.frozen)"
                + " FROM account_head h JOIN account_balance b USING (account_uuid) ORDER BY h.version DESC LIMIT "
                + WATCHED;
        try (Connection connection = scenario.database().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                see(new Sight(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)));
            }
        }
    }

    private void see(Sight sight) {
        long before = versions.getOrDefault(sight.account(), 0L);
        if (sight.version() < before) {
            findings.add("C11", sight.account() + " went back from version " + before + " to " + sight.version());
        }
        versions.put(sight.account(), sight.version());
        sights.add(sight);
    }

    /** Looks every sight up in the journal. */
    void settle() {
        try (Connection connection = scenario.database().open();
                var select = connection.prepareStatement(
                        "SELECT CONCAT(balance_after, '/', frozen_after) FROM account_entry WHERE account_uuid = ? AND kind <> 'ADD'"
                                + " AND asset = ? AND version <= ? ORDER BY version DESC LIMIT 1")) {
            for (Sight sight : sights) {
                select.setString(1, sight.account());
                select.setString(2, sight.asset());
                select.setLong(3, sight.version());
                try (ResultSet row = select.executeQuery()) {
                    String journal = row.next() ? row.getString(1) : "nothing";
                    if (!journal.equals(sight.money())) {
                        findings.add("C11", "seen " + sight + ", the journal has " + journal);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
    }

    int looks() {
        return sights.size();
    }
}
