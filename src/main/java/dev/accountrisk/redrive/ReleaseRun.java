package dev.accountrisk.redrive;

import dev.accountrisk.engine.release.Release;
import dev.accountrisk.engine.release.ReleasedRecord;
import dev.accountrisk.job.Pace;
import dev.accountrisk.parking.ParkedAccount;
import dev.accountrisk.parking.ParkedChoice;
import dev.accountrisk.parking.ParkedState;
import java.sql.SQLException;
import java.util.List;

/** Releases chosen records, one account after another: each account has one turn. */
final class ReleaseRun {
    private static final int PAGE_ACCOUNTS = 500;

    private final List<ParkedTopic<?>> topics;
    private final AuditTrail audit;
    private final RedriveRequest request;
    private final Pace pace;

    ReleaseRun(List<ParkedTopic<?>> topics, AuditTrail audit, RedriveRequest request, Pace pace) {
        this.topics = topics;
        this.audit = audit;
        this.request = request;
        this.pace = pace;
    }

    /** Answers whether it ended early: it was told to stop, or an account failed and that is to end it. */
    boolean run(ParkedChoice choice, RedriveTally tally) throws SQLException {
        for (ParkedTopic<?> topic : topics) {
            ParkedChoice ofTopic = choice.ofTopic(topic.name());
            List<Long> firstIds = ofTopic.firstOfEachAccount();
            for (int from = 0; from < firstIds.size(); from += PAGE_ACCOUNTS) {
                List<Long> page = firstIds.subList(from, Math.min(from + PAGE_ACCOUNTS, firstIds.size()));
                if (isStoppedIn(ofTopic.accountsOf(page), topic, choice, tally)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isStoppedIn(List<ParkedAccount> page, ParkedTopic<?> topic, ParkedChoice choice,
            RedriveTally tally) throws SQLException {
        for (ParkedAccount account : page) {
            if (!pace.await(account.records())) {
                return true;
            }
            AccountResult result = release(account.account(), topic);
            tally.add(result, choice);
            if (request.stopOnFailure() && result.records().stream().anyMatch(RecordResult::isStillParked)) {
                return true;
            }
        }
        return false;
    }

    private AccountResult release(String account, ParkedTopic<?> topic) throws SQLException {
        return audit.record(RedriveKind.RELEASE, account, List.of(), request, () -> {
            Release release = topic.release(account, request.replacement());
            return List.of(new AccountResult(account, topic.name(), release.heldBack(),
                    release.records().stream().map(ReleaseRun::result).toList()));
        }).getFirst();
    }

    private static RecordResult result(ReleasedRecord record) {
        return record.parkedAgain() == null
                ? new RecordResult(record.id(), ParkedState.RELEASED, null)
                : new RecordResult(record.id(), ParkedState.PARKED, record.parkedAgain());
    }
}
