package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.consumer.Causes;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.position.Positions;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.ingest.IdentityCheck.TopicRecreatedException;
import dev.accountrisk.ingest.partition.Drained;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a writer does: it drains a partition, applies the records as one batch, and reports the result. */
final class PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

    private final IdentityCheck identity;
    private final Positions positions;
    private final IngestObserver observer;

    PartitionWriter(IdentityCheck identity, Positions positions, IngestObserver observer) {
        this.identity = identity;
        this.positions = positions;
        this.observer = observer;
    }

    /** Applies one batch of a partition; returns whether there is more. */
    <E extends Entry> boolean writeOnce(LivePartition<E> partition) {
        Optional<Drained<E>> drained = partition.queue().drain();
        return drained.isPresent() && partition.queue().complete(drained.get(), write(partition, drained.get()));
    }

    /** Turns every failure into a result, because a partition whose writer has ended would stop in silence. */
    private <E extends Entry> ApplyResult write(LivePartition<E> partition, Drained<E> drained) {
        try {
            if (drained.isEmpty()) {
                return pass(drained);
            }
            identity.check(drained.source());
            return applyAndReport(partition, drained);
        } catch (TopicRecreatedException recreated) {
            return new ApplyResult.Stopped(OutcomeCounts.NONE, recreated.status().cause());
        } catch (BrokerException unavailable) {
            return new ApplyResult.Unavailable(OutcomeCounts.NONE, String.valueOf(unavailable.getMessage()));
        } catch (RuntimeException | Error bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("partition", partition.id())
                    .log("unexpected failure: nothing of this batch is committed, and the partition stops");
            return new ApplyResult.Stopped(OutcomeCounts.NONE, "unexpected failure: " + Causes.innermost(bug));
        }
    }

    private <E extends Entry> ApplyResult applyAndReport(LivePartition<E> partition, Drained<E> drained) {
        TopicPartition id = partition.id();
        long firstOffset = drained.records().getFirst().offset();
        try (BatchLog log = BatchLog.of(id, firstOffset, drained.nextOffset() - 1)) {
            IngestObserver.Ending ending = observer.began(id, firstOffset, drained.records().size(),
                    drained.contexts());
            String outcome = "failed";
            try {
                ApplyResult result = partition.engine().apply(drained.slice());
                observer.counted(id.topic(), result.counts());
                outcome = result.getClass().getSimpleName();
                LOG.debug("{}", result);
                return result;
            } finally {
                ending.ended(outcome);
            }
        }
    }

    /** Moves the position past offsets that hold no record. */
    private ApplyResult pass(Drained<?> drained) throws BrokerException {
        // no record came, so the listener did not ask after this poll
        identity.ask(List.of(drained.source().topic()));
        identity.check(drained.source());
        try {
            return positions.pass(drained.source(), drained.fromOffset(), drained.nextOffset(),
                    drained.leaderEpoch())
                            ? new ApplyResult.Done(OutcomeCounts.NONE)
                            : new ApplyResult.FenceLost(OutcomeCounts.NONE);
        } catch (SQLException failure) {
            String cause = SqlFault.describe(failure);
            return SqlFault.of(failure) == SqlFault.STOP
                    ? new ApplyResult.Stopped(OutcomeCounts.NONE, cause)
                    : new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
        }
    }
}
