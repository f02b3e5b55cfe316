package dev.accountrisk.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks which partitions the members of a consumer group are assigned, and whether they change. */
public final class GroupMembers {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final DescribeConsumerGroupsOptions DESCRIBE = new DescribeConsumerGroupsOptions()
            .timeoutMs(Math.toIntExact(ANSWER_MAX.toMillis()));

    private final Admin admin;

    /** Asks through a client that others close. */
    public GroupMembers(Admin admin) {
        this.admin = admin;
    }

    /**
     * How a group shares partitions.
     *
     * @param stable     whether each member has the partitions that it should have. A group is not stable while partitions move, and
     *                   until a member that died has timed out
     * @param unassigned those of the partitions that no member has
     */
    public record Shares(boolean stable, Set<TopicPartition> unassigned) {
        /** Copies the set. */
        public Shares {
            unassigned = Set.copyOf(unassigned);
        }
    }

    /** How the group's members share these partitions. A group that does not exist has no members. */
    public Shares ask(Collection<TopicPartition> partitions, String group) throws BrokerException {
        String question = "the members of group " + group;
        try {
            ConsumerGroupDescription described = Objects
                    .requireNonNull(admin.describeConsumerGroups(Set.of(group), DESCRIBE).describedGroups().get(group))
                    .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
            Set<TopicPartition> unassigned = new HashSet<>(partitions);
            described.members().forEach(member -> unassigned.removeAll(member.assignment().topicPartitions()));
            return new Shares(described.groupState() == GroupState.STABLE, unassigned);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return new Shares(true, Set.copyOf(partitions));
            }
            throw new BrokerException(question, failure.getCause() == null ? failure : failure.getCause());
        } catch (TimeoutException failure) {
            throw new BrokerException(question + ": no answer for " + ANSWER_MAX.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for an answer", interrupted);
        }
    }
}
