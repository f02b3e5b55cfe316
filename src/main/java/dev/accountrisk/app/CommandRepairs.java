package dev.accountrisk.app;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.account.Ids;
import dev.accountrisk.commands.ExpireCommand;
import dev.accountrisk.reconcile.Repairs;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends repairs to the topics that everybody sends to. */
final class CommandRepairs implements Repairs {
    private static final long TIMEOUT_SECONDS = 60;

    private final Producer<byte[], byte[]> producer;
    private final AccountRiskProperties.Topics topics;

    CommandRepairs(Producer<byte[], byte[]> producer, AccountRiskProperties.Topics topics) {
        this.producer = producer;
        this.topics = topics;
    }

    @Override
    public String expire(String account, String holdId, long expiresAtMillis, int partition) throws Exception {
        send(topics.commands(), partition, account, ExpireCommand.encode(account, holdId, expiresAtMillis));
        return ExpiryIds.of(holdId);
    }

    @Override
    public String relevel(String runId, String account, long occurredAtMillis) throws Exception {
        String named = "recon:" + runId + ":" + account;
        String eventId = named.substring(0, Math.min(Ids.LENGTH_MAX, named.length()));
        // older than what is stored, so that nothing of the row but its level can change
        String value = """
                {"eventId":"%s","accountUuid":"%s","type":"ADD","risk":0,"occurredAt":%d,"source":"reconcile"}"""
                .formatted(eventId, account, Math.max(0, occurredAtMillis - 1));
        send(topics.riskUpdates(), null, account, value.getBytes(StandardCharsets.UTF_8));
        return eventId;
    }

    private void send(String topic, @Nullable Integer partition, String account, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, account.getBytes(StandardCharsets.US_ASCII), value))
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
