package dev.accountrisk.backfill.plan;

import dev.accountrisk.engine.record.Source;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of a partition from one offset to before another.
 *
 * @param beginning the first offset that the log holds
 */
public record Range(Source source, long beginning, long from, long until) {
    public long records() {
        return Math.max(0, until - from);
    }

    public TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    public Range from(long offset) {
        return new Range(source, beginning, offset, until);
    }

    Range until(long offset) {
        return new Range(source, beginning, from, offset);
    }
}
