package dev.accountrisk.commands;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.Verdict;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.PartitionEvents;
import dev.accountrisk.parking.ParkedBefore;
import dev.accountrisk.parking.ParkedState;
import dev.accountrisk.parking.ParkedStore;
import dev.accountrisk.wire.Decoded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decisions about one slice. */
final class CommandDecisions {
    static final String CONFLICT_DETAIL = "commandId: another command was decided under it";

    private final CommandPlan plan;
    private final Source source;
    private final ParkedBefore parkedBefore;
    private final OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
    private final List<ParkedStore.Row> parked = new ArrayList<>();
    private final List<AccountEvent> events = new ArrayList<>();
    private final Map<String, Integer> refused = new HashMap<>();

    CommandDecisions(CommandPlan plan, ParkedBefore parkedBefore) {
        this.plan = plan;
        this.source = plan.slice().source();
        this.parkedBefore = parkedBefore;
        tally.add(Outcome.IGNORED, plan.ignored());
        plan.withoutAccount().forEach(this::park);
    }

    /** Decides one account of the slice, and adds its rows to those of the transaction. */
    void decide(CommandGroup group, AccountSnapshot before, boolean holdBack, CommandChanges changes) {
        CommandGroup open = group.without(this::isSettled);
        for (int settled = open.records().size(); settled < group.records().size(); settled++) {
            tally.add(Outcome.PARKED);
        }
        CommandFold.Result result = CommandFold.fold(before, open.items(), holdBack);
        for (int index = 0; index < result.verdicts().size(); index++) {
            Verdict verdict = result.verdicts().get(index);
            add(open.records().get(index), verdict);
            if (verdict instanceof Verdict.Refused) {
                refused.merge(group.accountUuid(), 1, Integer::sum);
            }
        }
        changes.add(open, before, result, result.heldBack());
        events.addAll(result.events());
    }

    /**
     * Whether a record that is read again was parked and stays parked. It neither takes effect now nor holds back its account
     * again. A released record has been decided since, and is a duplicate like any other.
     */
    private boolean isSettled(Received<Command> received) {
        ParkedState before = stateBefore(received);
        return before != null && (before != ParkedState.RELEASED || !received.isValid());
    }

    private @Nullable ParkedState stateBefore(Received<?> received) {
        return parkedBefore.stateOf(source, received.offset());
    }

    private void add(Received<Command> received, Verdict verdict) {
        switch (verdict) {
            case Verdict.Parked(ParkReason reason) ->
                park(new ParkedStore.Row(source, received, reason, detail(received, reason)));
            case Verdict.Conflict() ->
                park(new ParkedStore.Row(source, received, ParkReason.CONFLICT, CONFLICT_DETAIL));
            case Verdict.Applied(),Verdict.Refused(var _),Verdict.Duplicate() -> tally.add(verdict.outcome());
        }
    }

    /** Parks each offset once, whatever its state is and whatever is decided now. */
    private void park(ParkedStore.Row row) {
        tally.add(Outcome.PARKED);
        if (stateBefore(row.record()) == null) {
            parked.add(row);
        }
    }

    /** Why a record is parked, in one line. */
    static String detail(Received<Command> received, ParkReason reason) {
        return received.decoded() instanceof Decoded.Invalid<Command> invalid
                ? invalid.detail()
                : "accountUuid: an earlier command of this account is parked (" + reason + ")";
    }

    CommandPlan plan() {
        return plan;
    }

    List<ParkedStore.Row> parked() {
        return parked;
    }

    PartitionEvents events() {
        return new PartitionEvents(source.topic(), source.partition(), plan.slice().traceParent(), events);
    }

    Map<String, Integer> refused() {
        return refused;
    }

    OutcomeCounts counts() {
        return tally.counts();
    }
}
