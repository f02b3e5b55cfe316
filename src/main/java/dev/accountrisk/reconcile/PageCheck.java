package dev.accountrisk.reconcile;

import static java.util.Objects.requireNonNull;

import dev.accountrisk.account.Ids;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import dev.accountrisk.engine.check.Repair;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found about the accounts of one page, and the repairs that the findings have. */
final class PageCheck {
    private final List<String> accounts;
    private final long nowMillis;
    private final List<Found> found = new ArrayList<>();
    private final List<Repair> recomputations = new ArrayList<>();
    private int levelsToRecompute;

    private PageCheck(List<String> accounts, long nowMillis) {
        this.accounts = accounts;
        this.nowMillis = nowMillis;
    }

    private record Found(Finding finding, @Nullable Repair repair) {
        String account() {
            return requireNonNull(finding.account());
        }
    }

    /** Collects what the topics' checks find. */
    private final class Collector implements FindingCollector {
        @Override
        public void add(Finding finding, @Nullable Repair repair) {
            found.add(new Found(finding, repair));
        }

        @Override
        public void addOutdated(@Nullable Repair repair) {
            levelsToRecompute++;
            if (repair != null) {
                recomputations.add(repair);
            }
        }
    }

    /**
     * Checks the accounts of a page in the snapshot in which it was read. The findings are sorted by account.
     *
     * @param nowMillis         the database's time
     * @param overdueAfterMillis how long a hold may be due before it is overdue
     */
    static PageCheck checkInTx(Connection connection, List<String> accounts, List<? extends AccountChecks<?>> checks,
            long nowMillis, long overdueAfterMillis) throws SQLException {
        PageCheck page = new PageCheck(accounts, nowMillis);
        FindingCollector findings = page.new Collector();
        accounts.stream().filter(account -> !Ids.isValid(account)).map(PageCheck::misspelt).forEach(findings::add);
        for (AccountChecks<?> one : checks) {
            one.checkInTx(connection, accounts, nowMillis - overdueAfterMillis, findings);
        }
        page.found.sort(Comparator.comparing(Found::account));
        return page;
    }

    private static Finding misspelt(String account) {
        return Finding.of(DriftKind.SPELLING, account, "account_uuid", "a valid id", "another spelling");
    }

    /** Sends the repairs of the page, if repairs are wanted, and notes in each finding which record was sent for it, or why none. */
    List<Finding> repair(@Nullable Repairs repairs) throws Exception {
        if (repairs == null) {
            return found.stream().map(Found::finding).toList();
        }
        List<Repair> wanted = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Found one : found) {
            Repair repair = one.repair();
            String obstacle = repair == null ? "" : repairs.obstacle(repair);
            if (repair == null) {
                findings.add(one.finding());
            } else if (obstacle.isEmpty()) {
                wanted.add(repair);
                findings.add(one.finding().repairedBy(repair.id()));
            } else {
                findings.add(one.finding().notRepaired(obstacle));
            }
        }
        wanted.addAll(recomputations);
        repairs.send(wanted, nowMillis);
        return findings;
    }

    List<String> accounts() {
        return accounts;
    }

    /** How many accounts have a level of an earlier policy. */
    int levelsToRecompute() {
        return levelsToRecompute;
    }
}
