package dev.accountrisk.faults;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.acceptance.WorkerProcess;
import dev.accountrisk.servers.KafkaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A batch is damaged in the broker's log. Its partition must stop, and say where and why, while the others continue. Then the batch is
 * mended, and nothing may be lost.
 */
final class CorruptBatch {
    private static final int RECORDS = 20;

    private final Scenario scenario;
    private final Fleet fleet;
    private final Path brokerData;

    private CorruptBatch(Scenario scenario, Fleet fleet, Path brokerData) {
        this.scenario = scenario;
        this.fleet = fleet;
        this.brokerData = brokerData;
    }

    static Fault of(Scenario scenario, Fleet fleet, Path brokerData) {
        return Fault.always(new CorruptBatch(scenario, fleet, brokerData)::damageAndMend);
    }

    /** No worker reads the batch before it is damaged, because its transaction is still open. */
    private void damageAndMend(SplittableRandom random) throws Exception {
        String topic = scenario.sources().get(random.nextInt(scenario.sources().size()));
        int partition = random.nextInt(Scenario.PARTITIONS);
        String name = "corrupt-" + random.nextInt(1 << 30);
        try (KafkaProducer<byte[], byte[]> producer = Producers.transactional(scenario.kafka(), name)) {
            producer.beginTransaction();
            long offset = sendBatch(producer, new FreshRecords(scenario, name), topic, partition);
            BrokerLog log = new BrokerLog(brokerData.resolve(topic + "-" + partition));
            flip(log, offset);
            try {
                producer.commitTransaction();
                awaitStopped(topic + "-" + partition, offset);
            } finally {
                flip(log, offset);
            }
        }
    }

    private static long sendBatch(
            KafkaProducer<byte[], byte[]> producer,
            FreshRecords records,
            String topic,
            int partition) throws Exception {
        Future<RecordMetadata> first = producer.send(records.next(topic, partition, 0));
        for (int number = 1; number < RECORDS; number++) {
            var _ = producer.send(records.next(topic, partition, 0));
        }
        producer.flush();
        return first.get().offset();
    }

    private void flip(BrokerLog log, long offset) throws IOException {
        KafkaServer kafka = scenario.kafka();
        kafka.stop();
        try {
            log.flipLastBit(offset);
        } finally {
            kafka.start();
        }
    }

    private void awaitStopped(String partition, long offset) {
        await("a worker says that " + partition + " is corrupt from offset " + offset + " on")
                .atMost(FaultLane.RECOVERED_WITHIN)
                .ignoreExceptions()
                .until(() -> fleet.workers().stream().anyMatch(worker -> names(worker, partition, offset)));
        Map<String, Long> ends = scenario.ends();
        ends.remove(partition);
        await("the other partitions continue while " + partition + " is stopped").atMost(FaultLane.RECOVERED_WITHIN)
                .ignoreExceptions()
                .until(() -> scenario.hasApplied(ends));
    }

    private static boolean names(WorkerProcess worker, String partition, long offset) {
        String health = worker.health("readiness");
        return health.contains(partition) && health.contains("from offset " + offset + " on")
                && health.contains("corrupt");
    }
}
