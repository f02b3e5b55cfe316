package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.GroupMembers.Shares;
import dev.accountrisk.broker.TopicLogs;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides whether a worker without a partition is a spare one. It is, if the group is stable and every partition has a member. If
 * a partition has none, this worker should have it. While the group is not stable, this worker may be about to get some, for
 * example those of a worker that was killed.
 */
final class GroupWatch {
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String NOT_ASSIGNED = "no partition is assigned to this worker";

    private final LivePartitions partitions;
    private final TopicLogs logs;
    private final GroupMembers members;
    private final String group;
    private final BooleanSupplier joined;
    private volatile String problem = NOT_ASSIGNED;
    private long lookAtNanos = System.nanoTime();

    /** @param joined whether this worker is a member of the group; before it is, the group says nothing about it */
    GroupWatch(LivePartitions partitions, TopicLogs logs, GroupMembers members, String group, BooleanSupplier joined) {
        this.partitions = partitions;
        this.logs = logs;
        this.members = members;
        this.group = group;
        this.joined = joined;
    }

    /** Why it is wrong that this worker has no partition, or an empty text. */
    String problem() {
        return partitions.all().isEmpty() ? problem : "";
    }

    /** Asks about the group from time to time while this worker has no partition. */
    void look(long nowNanos) throws BrokerException {
        if (!joined.getAsBoolean() || !partitions.all().isEmpty()) {
            problem = NOT_ASSIGNED;
        } else if (nowNanos - lookAtNanos >= 0) {
            lookAtNanos = nowNanos + LOOK_EVERY_NANOS;
            List<TopicPartition> all = logs.required(partitions.topics())
                    .values()
                    .stream()
                    .flatMap(topic -> topic.topicPartitions().stream())
                    .toList();
            problem = problemOf(members.ask(all, group));
        }
    }

    private String problemOf(Shares shares) {
        if (!shares.stable()) {
            return NOT_ASSIGNED + " yet: group " + group + " is not stable";
        }
        Set<TopicPartition> unassigned = shares.unassigned();
        return unassigned.stream()
                .min(Comparator.comparing(TopicPartition::toString))
                .map(id -> NOT_ASSIGNED + ", and " + unassigned.size() + " have no member of group " + group + ", " + id
                        + " for one")
                .orElse("");
    }
}
