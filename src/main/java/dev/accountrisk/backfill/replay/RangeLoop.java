package dev.accountrisk.backfill.replay;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogReader;
import dev.accountrisk.broker.LogSource;
import dev.accountrisk.wire.ReaderUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a range and hands its records on, a chunk at a time, as fast as the throttle allows. */
public final class RangeLoop {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAUSES_MAX = 120;

    private final LogSource logs;
    private final ReplayThrottle throttle;
    private final int chunkRecords;

    public RangeLoop(LogSource logs, ReplayThrottle throttle, int chunkRecords) {
        this.logs = logs;
        this.throttle = throttle;
        this.chunkRecords = chunkRecords;
    }

    /** Processes one chunk. */
    @FunctionalInterface
    public interface ChunkStep {
        /** Returns how many of the records were processed; fewer than all if the next one must wait. */
        int process(List<ConsumerRecord<byte[], byte[]>> chunk) throws SQLException, BrokerException, RefusedException;
    }

    /** Processes the records of a range in order, and returns why it ended. */
    public RangeEnd run(Range range, ChunkStep step) throws SQLException, BrokerException, RefusedException {
        throttle.progress().begin(range);
        RangeEnd end = range.records() == 0 ? RangeEnd.COMPLETE : read(range, step);
        if (end == RangeEnd.COMPLETE) {
            throttle.progress().complete(range.source());
        }
        return end;
    }

    private RangeEnd read(Range range, ChunkStep step) throws SQLException, BrokerException, RefusedException {
        try (LogReader reader = logs.open(range.partition(), range.from(), range.until())) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(chunkRecords, throttle.stop()::isStopped);
                if (chunk.isEmpty() || !throttle.await(chunk.size())) {
                    return throttle.stop().isStopped() ? RangeEnd.CANCELLED : RangeEnd.COMPLETE;
                }
                int processed = process(step, chunk);
                if (processed > 0) {
                    throttle.progress()
                            .processed(range.source(), chunk.get(processed - 1).offset() + 1, processed);
                }
                if (processed < chunk.size()) {
                    return throttle.stop().isStopped() ? RangeEnd.CANCELLED : RangeEnd.BLOCKED;
                }
            }
        }
    }

    /** Waits while what decodes the records does not answer. A step decodes its whole chunk before it changes anything. */
    private int process(ChunkStep step, List<ConsumerRecord<byte[], byte[]>> chunk)
            throws SQLException, BrokerException, RefusedException {
        for (int pauses = 0;; pauses++) {
            try {
                return step.process(chunk);
            } catch (ReaderUnavailableException unavailable) {
                if (pauses == PAUSES_MAX) {
                    throw unavailable;
                }
                if (throttle.stop().pauseNanos(PAUSE_NANOS)) {
                    return 0;
                }
            }
        }
    }
}
