package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;

/** What those who send may do: large records, transactions that come to nothing, one more partition. */
final class ProducerFaults {
    private static final int LARGE_RECORDS = 1_000;
    private static final int LARGE_BYTES = 60_000;
    private static final int TOO_LARGE_RECORDS = 20;
    private static final int TOO_LARGE_BYTES = 200_000;
    private static final int ABORTED_RECORDS = 50;
    private static final int PARTITIONS_MAX = 20;
    private static final int RECORDS_OF_A_NEW_PARTITION = 300;
    private static final Duration BROKERS_BACK_MAX = Duration.ofMinutes(1);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final Scenario scenario;

    private ProducerFaults(Scenario scenario) {
        this.scenario = scenario;
    }

    static Map<FaultKind, Fault> of(Scenario scenario) {
        ProducerFaults faults = new ProducerFaults(scenario);
        return Map.of(
                FaultKind.COMPRESSED_FLOOD, Fault.always(faults::flood),
                FaultKind.ABORTED_TRANSACTIONS, Fault.always(faults::abort),
                FaultKind.ADD_PARTITION, faults::addPartition);
    }

    /** Most are applied; some are more than a record may have, and parked. */
    private void flood(SplittableRandom random) {
        FreshRecords records = fresh("flood", random);
        try (KafkaProducer<byte[], byte[]> producer = Producers.plain(scenario.kafka())) {
            for (int number = 0; number < LARGE_RECORDS; number++) {
                send(producer, records, LARGE_BYTES, random);
            }
            for (int number = 0; number < TOO_LARGE_RECORDS; number++) {
                send(producer, records, TOO_LARGE_BYTES, random);
            }
        }
    }

    private void abort(SplittableRandom random) {
        FreshRecords records = fresh("aborted", random);
        try (KafkaProducer<byte[], byte[]> producer = Producers
                .transactional(scenario.kafka(), "aborts-" + random.nextInt(1 << 30))) {
            for (int left = random.nextInt(1, 5); left >= 0; left--) {
                producer.beginTransaction();
                for (int number = 0; number < ABORTED_RECORDS; number++) {
                    send(producer, records, 0, random);
                }
                producer.flush();
                if (left == 0) {
                    Fault.pause(3_000, 10_000, random);
                }
                producer.abortTransaction();
            }
        }
    }

    /** The accounts there are stay in their partitions, and the new one gets accounts of its own. */
    private boolean addPartition(SplittableRandom random) throws ExecutionException, InterruptedException {
        String topic = anyTopic(random);
        try (Admin admin = scenario.kafka().admin();
                KafkaProducer<byte[], byte[]> producer = Producers.plain(scenario.kafka())) {
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            if (partitions == PARTITIONS_MAX) {
                return false;
            }
            increase(admin, topic, partitions + 1);
            FreshRecords records = fresh("new", random);
            for (int number = 0; number < RECORDS_OF_A_NEW_PARTITION; number++) {
                var _ = producer.send(records.next(topic, partitions, 0));
            }
            return true;
        }
    }

    /** Brokers that were away a moment ago get no partition before the controller has heard of them again. */
    private static void increase(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        long untilNanos = System.nanoTime() + BROKERS_BACK_MAX.toNanos();
        while (true) {
            try {
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
                return;
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof InvalidReplicationFactorException)
                        || System.nanoTime() > untilNanos) {
                    throw refused;
                }
                Thread.sleep(ASK_AGAIN);
            }
        }
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer,
            FreshRecords records,
            int moreBytes,
            SplittableRandom random) {
        int partition = random.nextInt(Scenario.PARTITIONS);
        var _ = producer.send(records.next(anyTopic(random), partition, moreBytes));
    }

    private String anyTopic(SplittableRandom random) {
        return scenario.sources().get(random.nextInt(scenario.sources().size()));
    }

    private FreshRecords fresh(String name, SplittableRandom random) {
        return new FreshRecords(scenario, name + "-" + random.nextInt(1 << 30));
    }
}
