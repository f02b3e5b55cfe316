package dev.accountrisk.bench.rivals;

import com.zaxxer.hikari.HikariDataSource;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Confluent's Parallel Consumer, in key order: one guarded upsert a record, many at once. */
public final class ParallelUpserts {
    private static final int AT_ONCE = 32;

    private ParallelUpserts() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments broker, topic, group, database's URL, user, password, Redis's address, records in all
     */
    public static void main(String[] arguments) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(arguments[3] + "&useServerPrepStmts=true&cachePrepStmts=true");
        dataSource.setUsername(arguments[4]);
        dataSource.setPassword(arguments[5]);
        dataSource.setMaximumPoolSize(AT_ONCE);
        RiskFields fields = new RiskFields();
        Tally tally = new Tally(Integer.parseInt(arguments[7]));
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0], ConsumerConfig.GROUP_ID_CONFIG,
                        arguments[2], ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                new StringDeserializer(), new ByteArrayDeserializer());
        ParallelStreamProcessor<String, byte[]> processor = ParallelStreamProcessor
                .createEosStreamProcessor(ParallelConsumerOptions.<String, byte[]>builder()
                        .ordering(ProcessingOrder.KEY)
                        .maxConcurrency(AT_ONCE)
                        .consumer(consumer)
                        .build());
        processor.subscribe(List.of(arguments[1]), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // nothing is kept for a partition
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                tally.begin();
            }
        });
        processor.poll(context -> {
            upsert(dataSource, fields.read(context.value()));
            tally.committedOne();
        });
    }

    private static void upsert(HikariDataSource dataSource, RiskRow row) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(PlainLoop.upsert(1))) {
            PlainLoop.bind(statement, 1, row);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
