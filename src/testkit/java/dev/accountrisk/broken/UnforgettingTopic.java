package dev.accountrisk.broken;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepContext;
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
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A sound topic whose steps keep what they remember when they are told to forget it. */
public record UnforgettingTopic<E extends Entry>(Topic<E> sound) implements Topic<E> {
    @Override
    public String name() {
        return sound.name();
    }

    @Override
    public int waitingRecordsMax() {
        return sound.waitingRecordsMax();
    }

    @Override
    public RecordDecoder<E> decoder() {
        return sound.decoder();
    }

    @Override
    public RecordDecoder<E> releasedDecoder() {
        return sound.releasedDecoder();
    }

    @Override
    public SliceStep<E> openStep(StepContext context) {
        return new UnforgettingStep<>(sound.openStep(context));
    }

    @Override
    public ReleaseStep<E> releaseStep(Outbox outbox) {
        return sound.releaseStep(outbox);
    }

    @Override
    public EffectCheck<E> effectCheck() {
        return sound.effectCheck();
    }

    @Override
    public AccountChecks<E> openChecks(CheckContext context) {
        return sound.openChecks(context);
    }

    @Override
    public TopicTables tables() {
        return sound.tables();
    }

    @Override
    public List<UniqueNames<E>> uniqueNames() {
        return sound.uniqueNames();
    }

    @Override
    public Optional<String> unknownOrder(E entry) {
        return sound.unknownOrder(entry);
    }

    private record UnforgettingStep<E extends Entry>(SliceStep<E> sound) implements SliceStep<E> {
        @Override
        public Slice<E> firstTransaction(Slice<E> slice) {
            return sound.firstTransaction(slice);
        }

        @Override
        public RecordBuffer<E> newBuffer() {
            return sound.newBuffer();
        }

        @Override
        public Plan plan(Slice<E> slice) {
            return sound.plan(slice);
        }

        @Override
        public List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust)
                throws SQLException {
            return sound.applyInTx(connection, plans, trust);
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
