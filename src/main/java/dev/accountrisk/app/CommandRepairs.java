package dev.accountrisk.app;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.commands.ExpireCommand;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.reconcile.check.Repair;
import dev.accountrisk.risk.LevelUpdate;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends repairs as ordinary records to the workers' topics. */
final class CommandRepairs implements Repairs {
    private static final long TIMEOUT_SECONDS = 60;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final TopicProperties topics;

    CommandRepairs(KafkaTemplate<byte[], byte[]> kafka, TopicProperties topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    @Override
    public String send(Repair repair) throws Exception {
        byte[] key = repair.accountUuid().getBytes(StandardCharsets.US_ASCII);
        return switch (repair) {
            case Repair.ExpireHold(String account, String holdId, long expiresAt, int partition) -> {
                byte[] value = ExpireCommand.encode(account, holdId, expiresAt);
                send(new ProducerRecord<>(topics.commands(), partition, key, value));
                yield ExpiryIds.of(holdId);
            }
            case Repair.RecomputeLevel(String account, String eventId, long occurredAt) -> {
                send(new ProducerRecord<>(topics.riskUpdates(), key, LevelUpdate.encode(account, eventId, occurredAt)));
                yield eventId;
            }
        };
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        kafka.send(record).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
