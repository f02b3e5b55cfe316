package dev.accountrisk.redrive;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.release.Dropped;
import dev.accountrisk.job.Pace;
import dev.accountrisk.parking.ParkedChoice;
import dev.accountrisk.parking.ParkedRows;
import dev.accountrisk.parking.ParkedSummary;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drops chosen records page by page, each page in one transaction for each topic that it holds back accounts of. */
final class DropRun {
    private static final int PAGE_RECORDS = 1_000;

    private final List<ParkedTopic<?>> topics;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final ParkedRows rows = new ParkedRows();

    DropRun(List<ParkedTopic<?>> topics, Transactions transactions, AuditTrail audit) {
        this.topics = topics;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Answers whether it was told to stop. */
    boolean run(ParkedChoice choice, RedriveRequest request, Pace pace, RedriveTally tally) throws SQLException {
        long afterId = 0;
        while (true) {
            List<ParkedSummary> page = choice.next(afterId, pace.atOnce(PAGE_RECORDS));
            if (page.isEmpty()) {
                return false;
            }
            if (!pace.await(page.size())) {
                return true;
            }
            audit.record(RedriveKind.DROP, onlyAccountOf(page), DropResults.idsOf(page), request, () -> drop(page))
                    .forEach(result -> tally.add(result, choice));
            afterId = page.getLast().id();
        }
    }

    private List<AccountResult> drop(List<ParkedSummary> page) throws SQLException {
        Set<Long> dropped = new HashSet<>();
        Set<String> heldBack = new HashSet<>();
        for (ParkedTopic<?> topic : topics) {
            List<ParkedSummary> holdingBack = page.stream().filter(topic::holdsBackAccountOf).toList();
            if (!holdingBack.isEmpty()) {
                Dropped result = topic.drop(DropResults.accountsOf(holdingBack), DropResults.idsOf(holdingBack));
                dropped.addAll(result.ids());
                heldBack.addAll(result.heldBack());
            }
        }
        List<ParkedSummary> others = page.stream()
                .filter(record -> topics.stream().noneMatch(topic -> topic.holdsBackAccountOf(record)))
                .toList();
        dropped.addAll(transactions
                .runRepeatable(connection -> rows.dropInTx(connection, DropResults.idsOf(others))));
        return DropResults.byAccount(page, dropped, heldBack);
    }

    private static @Nullable String onlyAccountOf(List<ParkedSummary> page) {
        String account = page.getFirst().account();
        return account != null && page.stream().allMatch(record -> account.equals(record.account())) ? account : null;
    }
}
