package dev.accountrisk.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

/** When this worker is a member of the group. */
class MembershipTest {
    private final Membership membership = new Membership();

    @Test
    void aConsumerIsAMemberOnceTheGroupHasCountedIt() {
        Consumer<?, ?> joined = new MockConsumer<byte[], byte[]>("earliest");
        Consumer<?, ?> joining = new MockConsumer<byte[], byte[]>("earliest");
        membership.began(joined);
        membership.began(joining);

        membership.polled(joined, 3);
        membership.polled(joining, -1);

        assertThat(membership.problem()).as("one of two").contains("not joined");
        membership.ended("");
        membership.began(joined);
        membership.polled(joined, 3);
        assertThat(membership.problem()).isEmpty();
    }

    @Test
    void aConsumerThatEndedWithoutAFailureIsNamedToo() {
        membership.ended("");

        assertThat(membership.problem()).isEqualTo("a consumer ended");
    }

    @Test
    void theLastFailureIsNamedUntilAConsumerHasJoined() {
        Consumer<?, ?> first = new MockConsumer<byte[], byte[]>("earliest");
        membership.began(first);
        membership.failed(first, "the group is full");
        membership.ended("");
        assertThat(membership.problem()).isEqualTo("the group is full");

        Consumer<?, ?> second = new MockConsumer<byte[], byte[]>("earliest");
        membership.began(second);
        assertThat(membership.problem()).isEqualTo("the group is full");
        membership.polled(second, 4);
        assertThat(membership.problem()).isEmpty();
    }
}
