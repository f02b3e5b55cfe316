package dev.accountrisk.commands.expiry;

import dev.accountrisk.commands.expiry.DueHoldStore.DueHold;
import dev.accountrisk.wire.OwnRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Hands {@code EXPIRE} commands to the producer and collects what became of them. Nothing waits for a send. */
final class ExpireSender {
    private static final List<Header> OWN_FORM = List
            .of(new RecordHeader(OwnRecords.HEADER, OwnRecords.headerValue()));

    private final Producer<byte[], byte[]> producer;
    private final String commandTopic;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    ExpireSender(Producer<byte[], byte[]> producer, String commandTopic) {
        this.producer = producer;
        this.commandTopic = commandTopic;
    }

    /** @param failure why the command did not arrive; null if it did */
    record Result(DueHold hold, @Nullable Exception failure) {}

    /** How many partitions the topic has. */
    int partitions() {
        return producer.partitionsFor(commandTopic).size();
    }

    /** @param databaseNowMillis the record's timestamp */
    void send(DueHold hold, int partitions, long databaseNowMillis) {
        // a topic that was recreated with fewer partitions: the key says where the account's commands arrive now
        Integer partition = hold.sourcePartition() < partitions ? hold.sourcePartition() : null;
        var _ = producer.send(new ProducerRecord<>(commandTopic, partition, databaseNowMillis,
                hold.accountUuid().getBytes(StandardCharsets.US_ASCII),
                ExpireCommand.encode(hold.accountUuid(), hold.holdId(), hold.expiresAtMillis()), OWN_FORM),
                (sent, failure) -> results.add(new Result(hold, failure)));
    }

    /** What became of the commands since the last call. */
    List<Result> takeResults() {
        List<Result> taken = new ArrayList<>();
        for (Result result = results.poll(); result != null; result = results.poll()) {
            taken.add(result);
        }
        return taken;
    }
}
