package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Valid records of accounts that no other record is about, so that any partition is right for them. */
final class FreshRecords {
    private final String riskTopic;
    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    FreshRecords(Scenario scenario, String name) {
        this.riskTopic = scenario.topics().riskUpdates();
        this.name = name;
    }

    /** A risk update or a credit, by the topic, with as many bytes more as wanted. */
    ProducerRecord<byte[], byte[]> next(String topic, int partition, int moreBytes) {
        String account = name + "-" + made.incrementAndGet();
        long now = System.currentTimeMillis();
        String body = topic.equals(riskTopic)
                ? "\"eventId\":\"e-%s\",\"risk\":42.5".formatted(account)
                : "\"commandId\":\"c-%s\",\"type\":\"CREDIT\",\"amount\":1".formatted(account);
        String value = "{%s,\"accountUuid\":\"%s\",\"occurredAt\":%d,\"more\":\"%s\"}"
                .formatted(body, account, now, "x".repeat(moreBytes));
        return new ProducerRecord<>(topic, partition, now, account.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
