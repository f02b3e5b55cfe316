package dev.accountrisk.ingest;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepContext;
import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.TopicTables;
import dev.accountrisk.engine.UniqueNames;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.RecordDecoder;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/** A topic whose records have no effect. */
record EmptyTopic(String name, Runnable onClose, int waitingRecordsMax,
        RecordDecoder<RiskUpdate> decoder) implements Topic<RiskUpdate> {
    @Override
    public RecordDecoder<RiskUpdate> releasedDecoder() {
        return decoder();
    }

    @Override
    public SliceStep<RiskUpdate> openStep(StepContext context) {
        return new SliceStep<>() {
            @Override
            public Plan plan(Slice<RiskUpdate> slice) {
                return List::of;
            }

            @Override
            public List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust) {
                return plans.stream().map(_ -> OutcomeCounts.NONE).toList();
            }

            @Override
            public RecordBuffer<RiskUpdate> newBuffer() {
                return TestTopics.RISK.openStep(new StepContext(context.outbox(), context.clock(), false)).newBuffer();
            }

            @Override
            public void close() {
                onClose.run();
            }
        };
    }

    @Override
    public ReleaseStep<RiskUpdate> releaseStep(Outbox outbox) {
        throw new AssertionError("nothing is released here");
    }

    @Override
    public EffectCheck<RiskUpdate> effectCheck() {
        return (connection, entries, findings) -> {};
    }

    @Override
    public AccountChecks<RiskUpdate> openChecks(CheckContext context) {
        throw new AssertionError("no rows are checked here");
    }

    @Override
    public TopicTables tables() {
        return new TopicTables(List.of(), "");
    }

    @Override
    public List<UniqueNames<RiskUpdate>> uniqueNames() {
        return List.of();
    }

    @Override
    public Optional<String> unknownOrder(RiskUpdate entry) {
        return Optional.empty();
    }
}
