package dev.accountrisk.actions;

import dev.accountrisk.job.Pace;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.parking.ParkedChoice;
import dev.accountrisk.parking.ParkedContent;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveReport;
import dev.accountrisk.redrive.RedriveRequest;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.wire.Decoded;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Releases and drops parked records by room redrive. Begun again, it finds only what is still parked. */
final class RecordWork implements Work {
    private static final int NAMED_MAX = 20;

    private final Supplier<Redrive> redrive;
    private final Supplier<ParkedRecords> parked;
    /** Null until the first use has set it up, which takes seconds. */
    private volatile @Nullable ParkedRecords begun;

    RecordWork(Supplier<Redrive> redrive, Supplier<ParkedRecords> parked) {
        this.redrive = redrive;
        this.parked = parked;
    }

    @Override
    public OptionalLong left(OperatorAction action) {
        ParkedRecords records = begun;
        return records == null ? OptionalLong.empty() : OptionalLong.of(count(records, action));
    }

    private static long count(ParkedRecords records, OperatorAction action) {
        ParkedChoice choice = records.choose(action.records().selection());
        return action.kind() == ActionKind.RELEASE ? choice.releasable().count() : choice.count();
    }

    @Override
    public ActionEnd carryOut(OperatorAction action, StopSignal stop) throws SQLException {
        ParkedRecords records = parked.get();
        begun = records;
        try {
            return carryOut(action, stop, records);
        } finally {
            begun = null;
        }
    }

    private ActionEnd carryOut(OperatorAction action, StopSignal stop, ParkedRecords records) throws SQLException {
        Replacement replacement = replacement(action);
        Optional<String> invalid = replacement == null ? Optional.empty() : whyInvalid(replacement, records);
        if (invalid.isPresent()) {
            return ActionEnd.failed("The corrected value cannot be applied either, and nothing was changed: "
                    + invalid.get());
        }
        RedriveRequest request = new RedriveRequest(action.records().selection(), 0, action.records().stopOnFailure(),
                action.asker().who(), action.asker().why(), replacement);
        Pace pace = new Pace(action.records().perSecond(), stop);
        RedriveReport report = action.kind() == ActionKind.RELEASE
                ? redrive.get().release(request, pace)
                : redrive.get().drop(request, pace);
        return new ActionEnd(report.stopped() ? ActionState.STOPPED : ActionState.DONE, text(report),
                count(records, action));
    }

    private static @Nullable Replacement replacement(OperatorAction action) {
        byte[] value = action.records().replacement();
        return value == null ? null : new Replacement(Objects.requireNonNull(action.records().id()), value);
    }

    /** Before any record of the account is tried. */
    private Optional<String> whyInvalid(Replacement replacement, ParkedRecords records) {
        Optional<ParkedContent> record = records.find(replacement.recordId());
        Optional<Decoded<?>> decoded = record.flatMap(found -> redrive.get().check(found, replacement.value()));
        if (decoded.isEmpty()) {
            return Optional.of("the record is gone, or its topic is not consumed by this worker");
        }
        return decoded.get() instanceof Decoded.Invalid<?> invalid
                ? Optional.of(invalid.reason() + ", " + invalid.detail())
                : Optional.empty();
    }

    private static String text(RedriveReport report) {
        List<String> kept = report.accounts()
                .stream()
                .flatMap(account -> account.records().stream())
                .flatMap(record -> record.reason() == null
                        ? Stream.empty()
                        : Stream.of("record " + record.id() + ": " + record.reason()))
                .toList();
        String done = report.done() == 1 ? "1 record was" : report.done() + " records were";
        String what = switch (report.action()) {
            case RELEASE -> done + " released.";
            case DROP -> done + " dropped.";
        };
        if (kept.isEmpty()) {
            return what;
        }
        return what + " Still parked: " + String.join("; ", kept.subList(0, Math.min(kept.size(), NAMED_MAX)))
                + (kept.size() > NAMED_MAX ? "; and more." : ".");
    }
}
