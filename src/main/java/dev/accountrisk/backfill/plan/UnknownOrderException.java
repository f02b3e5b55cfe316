package dev.accountrisk.backfill.plan;

import java.util.List;

/** The order of an account's records in several partitions cannot be known, so a replay cannot promise the same state. */
public final class UnknownOrderException extends RefusedException {
    public UnknownOrderException(String topic, String account, String why) {
        super("--mode", "the records of account " + account + " are in several partitions of " + topic
                + ", as after the number of partitions grew, and a replay cannot know their order: " + why);
    }

    public UnknownOrderException(List<Range> blocked) {
        super("--mode", "partitions wait for each other: " + blocked.stream().map(Range::source).toList()
                + "; the journal contradicts the order of their records");
    }
}
