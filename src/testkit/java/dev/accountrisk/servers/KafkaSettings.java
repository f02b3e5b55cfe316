package dev.accountrisk.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** How a broker for tests differs from one for production: small, quick to agree, and strict. */
final class KafkaSettings {

    static final String LOGBACK = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %p %m \\(%c\\)%n</pattern></encoder>
              </appender>
              <logger name="org.apache.kafka.common.config" level="WARN"/>
              <root level="INFO"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    /** Sessions and heartbeats are short, and may be shorter, so that a test of a dead member need not wait a minute. */
    static final Map<String, String> COMMON = Map.ofEntries(Map.entry("log.segment.bytes", "67108864"),
            Map.entry("log.index.size.max.bytes", "1048576"), Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("auto.create.topics.enable", "false"), Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("offsets.topic.replication.factor", "1"), Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"), Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"), Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.session.timeout.ms", "6000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
            Map.entry("group.consumer.heartbeat.interval.ms", "500"));

    private KafkaSettings() {}

    /** Where a name is there twice, the broker takes the last. */
    static String brokerProperties(int port, int controllerPort, Path data, Map<String, String> moreProperties) {
        String text = """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.quorum.voters=1@%1$s:%3$d
                log.dirs=%4$s
                """.formatted(Ports.HOST, port, controllerPort, data);
        return text + lines(COMMON) + lines(moreProperties).replace("{port}", Integer.toString(port));
    }

    static String lines(Map<String, String> properties) {
        return properties.entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }
}
