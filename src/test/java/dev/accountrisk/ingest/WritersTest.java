package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.threads.VitalThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a free writer takes. */
class WritersTest {
    private static final int THREADS = 2;

    private final Engines engines = NoServers.engines();
    private final Topic<RiskUpdate> topic = NoServers.topic(() -> {}, 10);
    private final CountDownLatch busy = new CountDownLatch(THREADS);
    private final CountDownLatch free = new CountDownLatch(1);
    private final Queue<String> batches = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<List<Integer>> batch = ThreadLocal.withInitial(ArrayList::new);
    private final IngestObserver observer = new IngestObserver() {
        @Override
        public void counted(String name, OutcomeCounts counts) {
            // nothing is committed here
        }

        @Override
        public Ending began(TopicPartition id, long firstOffset, int records, Set<String> contexts) {
            batch.get().add(id.partition());
            return outcome -> {
                if (!batch.get().isEmpty()) {
                    batches.add(batch.get().toString());
                    batch.get().clear();
                }
            };
        }
    };

    @Test
    void aWriterThatGetsFreeTakesWhatWaitsInAllPartitions() throws InterruptedException {
        VitalThreads threads = new VitalThreads(() -> {});
        List<LivePartition<?>> waiting = new ArrayList<>();
        try (Writers writers = new Writers(THREADS, new BatchWriter(new TopicIds() {
            @Override
            public void ask(Collection<String> topics) {
                // it answers by itself
            }

            @Override
            public void askLater(Collection<String> topics) {
                // it answers by itself
            }

            @Override
            public String newestId(String name) {
                busy.countDown();
                try {
                    free.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return "id";
            }
        }, engines, observer), IngestTimes.DEFAULT, threads)) {
            call(writers, 100);
            assertThat(writers.areBusy()).as("one of two is free").isFalse();
            call(writers, 101);
            busy.await();
            assertThat(writers.areBusy()).isTrue();
            IntStream.range(0, 5).forEach(number -> waiting.add(call(writers, number)));
            free.countDown();
            await("all are written").atMost(Duration.ofSeconds(20))
                    .until(() -> waiting.stream().noneMatch(partition -> partition.status().isRunning()));
            await("they wait for work").atMost(Duration.ofSeconds(20)).until(() -> !writers.areBusy());
        }

        assertThat(batches).contains("[0, 1, 2, 3, 4]");
        assertThat(threads.dead()).isEmpty();
    }

    private LivePartition<RiskUpdate> call(Writers writers, int number) {
        LivePartition<RiskUpdate> partition = WaitingPartition.of(number, "id", topic, engines);
        writers.call(List.of(partition));
        if (number >= 100) {
            // it is taken alone: nobody else waits yet
            await("it is taken").atMost(Duration.ofSeconds(20)).until(() -> busy.getCount() < THREADS - (number - 100));
        }
        return partition;
    }
}
