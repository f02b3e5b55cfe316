package dev.accountrisk.app.actions;

import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.positions.PositionActions;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;

/** The actions on positions, for jobs and for the worker. Not a {@code @Configuration}: the worker's component scan must not find it. */
public class PositionConfiguration {
    @Bean
    LogReaders logReaders(ConsumerFactory<?, ?> consumers) {
        return new LogReaders(consumers.getConfigurationProperties());
    }

    @Bean
    LogHistory logHistory(LogReaders readers) {
        return readers.openHistory();
    }

    @Bean
    PositionActions positionActions(Transactions transactions, TopicLogs logs, LogReaders readers, LogHistory history,
            List<Topic<?>> topics) {
        return new PositionActions(transactions, logs, readers, history,
                topics.stream().<String>map(Topic::name).toList());
    }
}
