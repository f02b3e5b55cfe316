package dev.accountrisk.redrive;

import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.job.Pace;
import dev.accountrisk.parking.ParkedAccount;
import dev.accountrisk.parking.ParkedChoice;
import dev.accountrisk.parking.ParkedContent;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.wire.CorrectedValue;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.KeptHeaders;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The room's front door: releases or drops parked records. */
public final class Redrive {
    private final List<ParkedTopic<?>> topics;
    private final ParkedRecords parked;
    private final AuditTrail audit;
    private final DropRun drops;

    Redrive(List<Topic<?>> topics, Engines engines, Transactions transactions, ParkedRecords parked,
            RedriveActionRepository actions, EntityTransactions entityTransactions, Clock clock) {
        this.topics = topics.stream().<ParkedTopic<?>>map(topic -> ParkedTopic.of(topic, engines)).toList();
        this.parked = parked;
        this.audit = new AuditTrail(actions, entityTransactions, clock);
        this.drops = new DropRun(this.topics, transactions, audit);
    }

    /** What a release would try. Changes nothing. */
    public RedriveReport planRelease(RedriveRequest request) {
        ParkedChoice all = parked.choose(request.selection());
        ParkedChoice releasable = limited(all.releasable(), request);
        List<ParkedAccount> accounts = new ArrayList<>();
        for (ParkedTopic<?> topic : topics) {
            accounts.addAll(releasable.ofTopic(topic.name()).accountsAfter("", RedriveReport.SHOWN_MAX));
        }
        ParkedChoice rest = all.notReleasable();
        return new RedriveReport(RedriveKind.RELEASE, true, false, releasable.count(), rest.count(), accounts,
                List.of(), rest.next(0, RedriveReport.SHOWN_MAX));
    }

    /**
     * Releases the accounts of which a record is chosen, each with all its parked records of the topic: parking kept their
     * order. A record that cannot be released is reported, and stays parked.
     */
    public RedriveReport release(RedriveRequest request, Pace pace) throws SQLException {
        ParkedChoice all = parked.choose(request.selection());
        ParkedChoice releasable = limited(all.releasable(), request);
        RedriveTally tally = new RedriveTally();
        boolean stopped = new ReleaseRun(topics, audit, request, pace).run(releasable, tally);
        // a trial of the first records says nothing about the others
        ParkedChoice chosen = request.first() == 0 ? all : releasable;
        return new RedriveReport(RedriveKind.RELEASE, false, stopped, tally.done(),
                chosen.count() + tally.stillParkedOfOthers(), List.of(), tally.shown(),
                all.notReleasable().next(0, RedriveReport.SHOWN_MAX));
    }

    /** What a drop would discard. Changes nothing. */
    public RedriveReport planDrop(RedriveRequest request) {
        ParkedChoice chosen = limited(parked.choose(request.selection()), request);
        List<ParkedAccount> accounts = new ArrayList<>();
        long withoutAccount = chosen.withoutAccount().count();
        if (withoutAccount > 0) {
            accounts.add(new ParkedAccount("", 0, withoutAccount));
        }
        accounts.addAll(chosen.accountsAfter("", RedriveReport.SHOWN_MAX));
        return new RedriveReport(RedriveKind.DROP, true, false, chosen.count(), 0, accounts, List.of(), List.of());
    }

    /** Discards the chosen records for good, and lifts the barrier of accounts that no record holds back any longer. */
    public RedriveReport drop(RedriveRequest request, Pace pace) throws SQLException {
        ParkedChoice chosen = limited(parked.choose(request.selection()), request);
        RedriveTally tally = new RedriveTally();
        boolean stopped = drops.run(chosen, request, pace, tally);
        return new RedriveReport(RedriveKind.DROP, false, stopped, tally.done(), chosen.count(), List.of(),
                tally.shown(), List.of());
    }

    /** Decodes a corrected value as a release would. Empty if the record's topic is not one of this worker's. */
    public Optional<Decoded<?>> check(ParkedContent record, byte[] value) {
        return ParkedTopic.find(topics, record.record().topic())
                .map(topic -> topic.decode(CorrectedValue.in(
                        new InputRecord(record.key(), KeptHeaders.read(record.headers()),
                                record.record().timestampMillis(), record.value(), record.record().partition(),
                                record.record().offset()),
                        value)));
    }

    private static ParkedChoice limited(ParkedChoice choice, RedriveRequest request) {
        return request.first() == 0 ? choice : choice.first(request.first());
    }
}
