package dev.accountrisk.thirdtopic;

import dev.accountrisk.account.Ids;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepContext;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.TopicTable;
import dev.accountrisk.engine.TopicTables;
import dev.accountrisk.engine.UniqueNames;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The topic of visits: a record's key is the account's id, its value the visit's. */
record VisitTopic(String name) implements Topic<Visit> {
    /** Visits have no journal, so no visit is known to be one that was counted: a repair must refuse. */
    private static final TopicTables TABLES = new TopicTables(
            List.of(TopicTable.of(VisitStore.TABLE, List.of("account_uuid", "visit_id"), "effects")),
            "SELECT account_uuid, COUNT(*), 0 FROM account_visit GROUP BY account_uuid LIMIT 1");

    @Override
    public int waitingRecordsMax() {
        return 1_000;
    }

    @Override
    public RecordDecoder<Visit> decoder() {
        return VisitTopic::decode;
    }

    @Override
    public RecordDecoder<Visit> releasedDecoder() {
        return VisitTopic::decode;
    }

    private static Decoded<Visit> decode(InputRecord record) {
        byte[] account = record.key();
        byte[] visit = record.value();
        if (account == null || !Ids.isValid(account)) {
            return new Decoded.Invalid<>(ParkReason.KEY_MISMATCH, "the key is no id");
        }
        if (visit == null || !Ids.isValid(visit)) {
            return new Decoded.Invalid<>(ParkReason.BAD_ID, "the value is no id");
        }
        return new Decoded.Valid<>(new Visit(text(account), text(visit)));
    }

    private static String text(byte[] id) {
        return new String(id, StandardCharsets.US_ASCII);
    }

    @Override
    public SliceStep<Visit> openStep(StepContext context) {
        return new VisitStep(context.outbox());
    }

    @Override
    public ReleaseStep<Visit> releaseStep(Outbox outbox) {
        return new VisitRelease(name);
    }

    @Override
    public EffectCheck<Visit> effectCheck() {
        return VisitStore::checkInTx;
    }

    @Override
    public AccountChecks<Visit> openChecks(CheckContext context) {
        return new VisitChecks();
    }

    @Override
    public TopicTables tables() {
        return TABLES;
    }

    @Override
    public List<UniqueNames<Visit>> uniqueNames() {
        return List.of();
    }

    /** Visits are counted, and come to the same in any order. */
    @Override
    public Optional<String> unknownOrder(Visit visit) {
        return Optional.empty();
    }
}
