package dev.accountrisk.consumer.budget;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Kafka's consumer, whose polls stay within a {@link PollBudget}. Belongs to one thread. */
public final class BudgetedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PollBudget budget;

    /** @param configuration without deserializers */
    public BudgetedConsumer(Map<String, Object> configuration) {
        this(configuration, new PollBudget());
    }

    private BudgetedConsumer(Map<String, Object> configuration, PollBudget budget) {
        super(budget.addTo(configuration));
        this.budget = budget;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        budget.renew();
        return super.poll(timeout);
    }
}
