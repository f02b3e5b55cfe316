package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.TopicLogs;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides whether a worker without a partition is a spare one. It is, if every partition has a member of the group. If a partition
 * has none, this worker should have it.
 */
final class GroupWatch {
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String NOT_ASSIGNED = "no partition is assigned to this worker";

    private final LivePartitions partitions;
    private final TopicLogs logs;
    private final GroupMembers members;
    private final String group;
    private volatile String problem = NOT_ASSIGNED;
    private long lookAtNanos = System.nanoTime();

    GroupWatch(LivePartitions partitions, TopicLogs logs, GroupMembers members, String group) {
        this.partitions = partitions;
        this.logs = logs;
        this.members = members;
        this.group = group;
    }

    /** Why it is wrong that this worker has no partition, or an empty text. */
    String problem() {
        return partitions.all().isEmpty() ? problem : "";
    }

    /** Asks about the group from time to time while this worker has no partition. */
    void look(long nowNanos) throws BrokerException {
        if (!partitions.all().isEmpty()) {
            problem = NOT_ASSIGNED;
        } else if (nowNanos - lookAtNanos >= 0) {
            lookAtNanos = nowNanos + LOOK_EVERY_NANOS;
            List<TopicPartition> all = logs.required(partitions.topics())
                    .values()
                    .stream()
                    .flatMap(topic -> topic.topicPartitions().stream())
                    .toList();
            Set<TopicPartition> without = members.withoutMember(all, group);
            problem = without.stream()
                    .min(Comparator.comparing(TopicPartition::toString))
                    .map(id -> NOT_ASSIGNED + ", and " + without.size() + " have no member of group " + group + ", "
                            + id + " for one")
                    .orElse("");
        }
    }
}
