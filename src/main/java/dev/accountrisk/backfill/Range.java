package dev.accountrisk.backfill;

import dev.accountrisk.engine.record.Source;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of a partition from one offset to before another.
 *
 * @param beginning the first offset that the log holds
 */
record Range(Source source, long beginning, long from, long until) {
    long records() {
        return Math.max(0, until - from);
    }

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    Range from(long offset) {
        return new Range(source, beginning, offset, until);
    }

    Range until(long offset) {
        return new Range(source, beginning, from, offset);
    }
}
