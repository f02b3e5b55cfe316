package dev.accountrisk.redrive;

import static java.util.Objects.requireNonNull;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Release;
import dev.accountrisk.engine.ReleasedRecord;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.job.Pace;
import dev.accountrisk.parking.ParkedRows;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The room's front door: lets parked records go, account by account. */
public final class Redrive {
    private final List<ParkedTopic<?>> topics;
    private final Transactions transactions;
    private final ParkedRows rows = new ParkedRows();
    private final ParkedRecords parked;
    private final Audit audit;

    /** Makes the door. */
    public Redrive(List<Topic<?>> topics, Engines engines, Transactions transactions, EntityManagerFactory entities,
            Clock clock) {
        this.topics = topics.stream().<ParkedTopic<?>>map(topic -> ParkedTopic.of(topic, engines)).toList();
        this.transactions = transactions;
        this.parked = new ParkedRecords(entities);
        this.audit = new Audit(entities, clock);
    }

    /** What a release would try. */
    public RedriveReport planRelease(Selection selection) {
        List<Candidate> chosen = new ArrayList<>();
        topics.forEach(topic -> chosen.addAll(parked.releasable(selection, topic.name())));
        return new RedriveReport("RELEASE", true, false, 0, 0, chosen, List.of(), parked.withoutAWayBack(selection));
    }

    /**
     * Releases the accounts of which a record is chosen: of commands all that are parked, for their order is what parking kept;
     * of risk updates likewise. What cannot be released is reported, and stays.
     */
    public RedriveReport release(Selection selection, Mandate mandate, Pace pace) throws SQLException {
        List<ParkedSummary> withoutAWayBack = parked.withoutAWayBack(selection);
        List<Handled> handled = new ArrayList<>();
        for (ParkedTopic<?> topic : topics) {
            for (Candidate candidate : parked.releasable(selection, topic.name())) {
                if (!pace.await((int) candidate.records())) {
                    return report("RELEASE", true, handled, withoutAWayBack);
                }
                handled.add(release(candidate.account(), topic, mandate));
            }
        }
        return report("RELEASE", false, handled, withoutAWayBack);
    }

    private Handled release(String account, ParkedTopic<?> topic, Mandate mandate) throws SQLException {
        return audit.audited("RELEASE", account, mandate, () -> {
            Release release = topic.release(account, mandate.replacement());
            return new Handled(account, topic.name(), release.heldBack(),
                    release.records().stream().map(Redrive::released).toList());
        });
    }

    private static Handled.One released(ReleasedRecord record) {
        return record.parkedAgain() == null
                ? new Handled.One(record.id(), "RELEASED", null)
                : new Handled.One(record.id(), "PARKED", record.parkedAgain().name());
    }

    /** What a drop would drop. */
    public RedriveReport planDrop(Selection selection) {
        List<Candidate> chosen = new ArrayList<>();
        byAccount(parked.parked(selection))
                .forEach((account, records) -> chosen.add(new Candidate(account, records.size())));
        return new RedriveReport("DROP", true, false, 0, 0, chosen, List.of(), List.of());
    }

    /** Drops the chosen records for good, and opens the accounts that nothing holds back then. */
    public RedriveReport drop(Selection selection, Mandate mandate, Pace pace) throws SQLException {
        List<Handled> handled = new ArrayList<>();
        boolean goesOn = true;
        for (var entry : byAccount(parked.parked(selection)).entrySet()) {
            goesOn = goesOn && pace.await(entry.getValue().size());
            if (goesOn) {
                String account = entry.getKey().isEmpty() ? null : entry.getKey();
                handled.add(audit.audited("DROP", account, mandate, () -> drop(account, entry.getValue())));
            }
        }
        return report("DROP", !goesOn, handled, List.of());
    }

    private Handled drop(@Nullable String account, List<ParkedSummary> records) throws SQLException {
        List<Handled.One> dropped = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        Map<ParkedTopic<?>, List<Long>> holdingBack = new LinkedHashMap<>();
        for (ParkedSummary record : records) {
            Optional<ParkedTopic<?>> topic = topic(record)
                    .filter(any -> account != null && any.holdsBack(ParkReason.valueOf(record.reason())));
            topic.map(any -> holdingBack.computeIfAbsent(any, none -> new ArrayList<>()))
                    .orElse(others)
                    .add(record.id());
        }
        transactions.runRepeatable(connection -> rows.dropInTx(connection, others))
                .forEach(record -> dropped.add(new Handled.One(record.id(), "DROPPED", null)));
        boolean heldBack = false;
        for (Map.Entry<ParkedTopic<?>, List<Long>> entry : holdingBack.entrySet()) {
            Release release = entry.getKey().drop(requireNonNull(account), entry.getValue());
            release.records().forEach(record -> dropped.add(new Handled.One(record.id(), "DROPPED", null)));
            heldBack |= release.heldBack();
        }
        return new Handled(account, records.getFirst().topic(), heldBack, dropped);
    }

    private Optional<ParkedTopic<?>> topic(ParkedSummary record) {
        return topics.stream().filter(topic -> topic.name().equals(record.topic())).findFirst();
    }

    private static Map<String, List<ParkedSummary>> byAccount(List<ParkedSummary> records) {
        Map<String, List<ParkedSummary>> byAccount = new TreeMap<>();
        for (ParkedSummary record : records) {
            String account = record.account() == null ? "" : record.account();
            byAccount.computeIfAbsent(account, name -> new ArrayList<>()).add(record);
        }
        return byAccount;
    }

    private static RedriveReport report(String action, boolean stopped, List<Handled> handled,
            List<ParkedSummary> withoutAWayBack) {
        long left = withoutAWayBack.size();
        long done = 0;
        for (Handled one : handled) {
            for (Handled.One record : one.records()) {
                left += record.isLeft() ? 1 : 0;
                done += record.isLeft() ? 0 : 1;
            }
        }
        return new RedriveReport(action, false, stopped, done, left, List.of(), handled, withoutAWayBack);
    }

    /** What a corrected value would be decoded to, before it is applied. Empty if no topic of this worker is the record's. */
    public Optional<Decoded<?>> check(ParkedBytes record, byte[] value) {
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        return topic(record.record())
                .map(topic -> topic.decode(new InputRecord(key, record.record().timestampMillis(), value)));
    }
}
