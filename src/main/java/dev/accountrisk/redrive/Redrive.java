package dev.accountrisk.redrive;

import dev.accountrisk.apply.ParkedRecord;
import dev.accountrisk.apply.Release;
import dev.accountrisk.apply.ReleasedRecord;
import dev.accountrisk.apply.Releases;
import dev.accountrisk.job.Pace;
import dev.accountrisk.wire.CommandDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.RiskUpdateDecoder;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The room's front door: lets parked records go, account by account. */
public final class Redrive {
    private final Topics topics;
    private final Releases releases;
    private final CommandDecoder commandDecoder;
    private final RiskUpdateDecoder riskUpdateDecoder;
    private final ParkedRecords parked;
    private final Audit audit;

    /** The names of the topics that records come from. */
    public record Topics(String riskUpdates, String commands) {}

    /** Makes the door. */
    public Redrive(Topics topics, Releases releases, CommandDecoder commandDecoder,
            RiskUpdateDecoder riskUpdateDecoder, EntityManagerFactory entities, Clock clock) {
        this.topics = topics;
        this.releases = releases;
        this.commandDecoder = commandDecoder;
        this.riskUpdateDecoder = riskUpdateDecoder;
        this.parked = new ParkedRecords(entities);
        this.audit = new Audit(entities, clock);
    }

    /** What a release would try. */
    public RedriveReport planRelease(Selection selection) {
        List<Candidate> chosen = new ArrayList<>(parked.releasable(selection, topics.commands()));
        chosen.addAll(parked.releasable(selection, topics.riskUpdates()));
        return new RedriveReport("RELEASE", true, false, 0, 0, chosen, List.of(), parked.withoutAWayBack(selection));
    }

    /**
     * Releases the accounts of which a record is chosen: of commands all that are parked, for their order is what parking kept;
     * of risk updates likewise. What cannot be released is reported, and stays.
     */
    public RedriveReport release(Selection selection, Mandate mandate, Pace pace) throws SQLException {
        List<ParkedSummary> withoutAWayBack = parked.withoutAWayBack(selection);
        List<Handled> handled = new ArrayList<>();
        boolean goesOn = true;
        for (Candidate candidate : parked.releasable(selection, topics.commands())) {
            goesOn = goesOn && pace.await((int) candidate.records());
            if (goesOn) {
                handled.add(release(candidate.account(), topics.commands(), mandate,
                        () -> releases.commands(candidate.account(), decoder(commandDecoder::decode, mandate))));
            }
        }
        for (Candidate candidate : parked.releasable(selection, topics.riskUpdates())) {
            goesOn = goesOn && pace.await((int) candidate.records());
            if (goesOn) {
                handled.add(release(candidate.account(), topics.riskUpdates(), mandate,
                        () -> releases.riskUpdates(candidate.account(),
                                decoder(riskUpdateDecoder::decode, mandate))));
            }
        }
        return report("RELEASE", !goesOn, handled, withoutAWayBack);
    }

    private Handled release(String account, String topic, Mandate mandate, Step step) throws SQLException {
        return audit.audited("RELEASE", account, mandate, () -> {
            Release release = step.run();
            return new Handled(account, topic, release.heldBack(),
                    release.records().stream().map(Redrive::released).toList());
        });
    }

    @FunctionalInterface
    private interface Step {
        Release run() throws SQLException;
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
        List<Long> holdingBack = new ArrayList<>();
        for (ParkedSummary record : records) {
            if (account != null && record.topic().equals(topics.commands()) && !record.reason().equals("CONFLICT")) {
                holdingBack.add(record.id());
            } else if (releases.dropOther(record.id())) {
                dropped.add(new Handled.One(record.id(), "DROPPED", null));
            }
        }
        boolean heldBack = false;
        if (account != null && !holdingBack.isEmpty()) {
            Release release = releases.dropCommands(account, holdingBack);
            release.records().forEach(record -> dropped.add(new Handled.One(record.id(), "DROPPED", null)));
            heldBack = release.heldBack();
        }
        return new Handled(account, records.getFirst().topic(), heldBack, dropped);
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

    @FunctionalInterface
    private interface Decoding<T> {
        Decoded<T> decode(byte @Nullable [] key, byte @Nullable [] value, long timestampMillis);
    }

    private static <T> Function<ParkedRecord, Decoded<T>> decoder(Decoding<T> decoding, Mandate mandate) {
        Replacement replacement = mandate.replacement();
        return record -> decoding.decode(record.key(),
                replacement != null && replacement.recordId() == record.id() ? replacement.value() : record.value(),
                record.timestampMillis());
    }

    /** What a fixed value would be read as, before it is applied. */
    public Decoded<?> check(ParkedBytes record, byte[] value) {
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        return record.record().topic().equals(topics.commands())
                ? commandDecoder.decode(key, value, record.record().timestampMillis())
                : riskUpdateDecoder.decode(key, value, record.record().timestampMillis());
    }
}
