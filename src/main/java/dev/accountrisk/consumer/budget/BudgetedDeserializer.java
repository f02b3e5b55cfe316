package dev.accountrisk.consumer.budget;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads keys or values within the consumer's {@link PollBudget}. The client makes it, and hands it the budget as a setting. */
public final class BudgetedDeserializer implements Deserializer<byte[]> {
    static final String BUDGET = "account-risk.poll-budget";

    private Deserializer<byte[]> reader = new PollBudget().values();

    /** The client calls this. */
    public BudgetedDeserializer() {}

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (!(settings.get(BUDGET) instanceof PollBudget budget)) {
            throw new IllegalStateException("bug: the consumer has no budget");
        }
        reader = isKey ? budget.keys() : budget.values();
    }

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return reader.deserialize(topic, data);
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
        return reader.deserialize(topic, headers, data);
    }
}
