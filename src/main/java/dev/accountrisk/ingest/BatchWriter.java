package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.consumer.Causes;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.PartitionSlice;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.IdentityCheck.TopicRecreatedException;
import dev.accountrisk.ingest.partition.Drained;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a writer does: it drains partitions of one topic, applies their records as one batch, and reports the result of each. */
final class BatchWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final TopicIds ids;
    private final Engines engines;
    private final IngestObserver observer;

    BatchWriter(TopicIds ids, Engines engines, IngestObserver observer) {
        this.ids = ids;
        this.engines = engines;
        this.observer = observer;
    }

    /** A partition, and what a writer drained from it. */
    private record Part<E extends Entry>(LivePartition<E> partition, Drained<E> drained) {
        Source source() {
            return drained.source();
        }
    }

    /** Applies one batch of partitions of one topic; returns those that have more. */
    List<LivePartition<?>> writeOnce(List<LivePartition<?>> partitions) {
        return drainAndWrite(ofOneTopic(partitions));
    }

    @SuppressWarnings("unchecked") // the entries of one topic have one type
    private static <E extends Entry> List<LivePartition<E>> ofOneTopic(List<LivePartition<?>> partitions) {
        return (List<LivePartition<E>>) (List<?>) partitions;
    }

    /** Each partition that was drained gets its result, also after a failure, which then ends the thread and the worker. */
    private <E extends Entry> List<LivePartition<?>> drainAndWrite(List<LivePartition<E>> partitions) {
        List<Part<E>> parts = new ArrayList<>();
        Map<Source, ApplyResult> results = Map.of();
        List<LivePartition<?>> more = new ArrayList<>();
        try {
            for (LivePartition<E> partition : partitions) {
                partition.queue().drain().ifPresent(drained -> parts.add(new Part<>(partition, drained)));
            }
            results = write(parts);
        } finally {
            complete(parts, results, more);
        }
        return more;
    }

    private static <E extends Entry> void complete(List<Part<E>> parts, Map<Source, ApplyResult> results,
            List<LivePartition<?>> more) {
        @Nullable
        RuntimeException bug = null;
        for (Part<E> part : parts) {
            ApplyResult result = results.getOrDefault(part.source(),
                    new ApplyResult.Stopped(OutcomeCounts.NONE, "unexpected failure: the batch has no result"));
            try {
                if (part.partition().queue().complete(part.drained(), result)) {
                    more.add(part.partition());
                }
            } catch (RuntimeException failure) {
                bug = failure;
            }
        }
        if (bug != null) {
            throw bug;
        }
    }

    /** Turns every failure into a result, because a partition whose writer has ended would stop in silence. */
    private <E extends Entry> Map<Source, ApplyResult> write(List<Part<E>> parts) {
        Map<Source, ApplyResult> results = new HashMap<>();
        List<Part<E>> withRecords = new ArrayList<>();
        for (Part<E> part : parts) {
            if (part.drained().isEmpty()) {
                results.put(part.source(), pass(part));
            } else {
                withRecords.add(part);
            }
        }
        if (withRecords.isEmpty()) {
            return results;
        }
        try {
            String id = ids.newestId(withRecords.getFirst().source().topic());
            List<Part<E>> checked = new ArrayList<>();
            for (Part<E> part : withRecords) {
                if (part.source().topicId().equals(id)) {
                    checked.add(part);
                } else {
                    results.put(part.source(), stopped(new TopicRecreatedException(part.source(), id)));
                }
            }
            if (!checked.isEmpty()) {
                results.putAll(applyAndReport(checked));
            }
        } catch (BrokerException unavailable) {
            withRecords.forEach(part -> results.put(part.source(), unavailable(unavailable)));
        } catch (RuntimeException | Error bug) {
            withRecords.forEach(part -> results.putIfAbsent(part.source(), unexpected(part.partition().id(), bug)));
        }
        return results;
    }

    private <E extends Entry> Map<Source, ApplyResult> applyAndReport(List<Part<E>> parts) {
        Map<Source, ApplyResult> results = Map.of();
        Deque<IngestObserver.Ending> endings = new ArrayDeque<>();
        try (BatchLog log = BatchLog.of(parts.stream().<Drained<?>>map(Part::drained).toList())) {
            try {
                List<PartitionSlice<E>> slices = new ArrayList<>();
                for (Part<E> part : parts) {
                    Drained<E> drained = part.drained();
                    endings.push(observer.began(part.partition().id(), drained.records().getFirst().offset(),
                            drained.records().size(), drained.contexts()));
                    // the trace that has just begun is this partition's
                    slices.add(new PartitionSlice<>(part.partition().engine(),
                            drained.slice().tracedBy(engines.traceParent())));
                }
                results = engines.applyTogether(slices);
                for (Part<E> part : parts) {
                    ApplyResult result = result(results, part);
                    observer.counted(part.source().topic(), result.counts());
                    LOG.debug("{} {}", part.partition().id(), result);
                }
                return results;
            } finally {
                // the last that began ends first: each has put its trace above the ones before it
                for (Part<E> part : parts.subList(0, endings.size()).reversed()) {
                    ApplyResult result = results.get(part.source());
                    endings.pop().ended(result == null ? "failed" : result.getClass().getSimpleName());
                }
            }
        }
    }

    private static ApplyResult result(Map<Source, ApplyResult> results, Part<?> part) {
        ApplyResult result = results.get(part.source());
        if (result == null) {
            throw new IllegalStateException("bug: " + part.source() + " has no result");
        }
        return result;
    }

    /** Moves the position past offsets that hold no record. */
    private ApplyResult pass(Part<?> part) {
        Drained<?> drained = part.drained();
        Source source = drained.source();
        try {
            // no record came, so the listener did not ask after this poll
            ids.ask(List.of(source.topic()));
            String id = ids.newestId(source.topic());
            if (!source.topicId().equals(id)) {
                return stopped(new TopicRecreatedException(source, id));
            }
            return engines.positions()
                    .pass(source, drained.fromOffset(), drained.nextOffset(), drained.leaderEpoch())
                            ? new ApplyResult.Done(OutcomeCounts.NONE)
                            : new ApplyResult.FenceLost(OutcomeCounts.NONE);
        } catch (SQLException failure) {
            String cause = SqlFault.describe(failure);
            return SqlFault.of(failure) == SqlFault.STOP
                    ? new ApplyResult.Stopped(OutcomeCounts.NONE, cause)
                    : new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
        } catch (BrokerException unavailable) {
            return unavailable(unavailable);
        } catch (RuntimeException | Error bug) {
            return unexpected(part.partition().id(), bug);
        }
    }

    private static ApplyResult stopped(TopicRecreatedException recreated) {
        return new ApplyResult.Stopped(OutcomeCounts.NONE, recreated.status().cause());
    }

    private static ApplyResult unavailable(BrokerException failure) {
        return new ApplyResult.Unavailable(OutcomeCounts.NONE, String.valueOf(failure.getMessage()));
    }

    private static ApplyResult unexpected(TopicPartition id, Throwable bug) {
        LOG.atError()
                .setCause(bug)
                .addKeyValue("partition", id)
                .log("unexpected failure: nothing of this batch is committed, and the partition stops");
        return new ApplyResult.Stopped(OutcomeCounts.NONE, "unexpected failure: " + Causes.innermost(bug));
    }
}
