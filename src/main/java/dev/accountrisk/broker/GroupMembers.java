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
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks which partitions the members of a consumer group are assigned. */
public final class GroupMembers {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final DescribeConsumerGroupsOptions DESCRIBE = new DescribeConsumerGroupsOptions()
            .timeoutMs(Math.toIntExact(ANSWER_MAX.toMillis()));

    private final Admin admin;

    /** Asks through a client that others close. */
    public GroupMembers(Admin admin) {
        this.admin = admin;
    }

    /** Those of the partitions that no member is assigned. */
    public Set<TopicPartition> withoutMember(Collection<TopicPartition> partitions, String group)
            throws BrokerException {
        Set<TopicPartition> without = new HashSet<>(partitions);
        String question = "the members of group " + group;
        try {
            Objects.requireNonNull(admin.describeConsumerGroups(Set.of(group), DESCRIBE).describedGroups().get(group))
                    .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .members()
                    .forEach(member -> without.removeAll(member.assignment().topicPartitions()));
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof GroupIdNotFoundException)) {
                throw new BrokerException(question, failure.getCause() == null ? failure : failure.getCause());
            }
        } catch (TimeoutException failure) {
            throw new BrokerException(question + ": no answer for " + ANSWER_MAX.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for an answer", interrupted);
        }
        return without;
    }
}
