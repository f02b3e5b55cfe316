package dev.accountrisk.servers;

import java.nio.file.Path;
import java.util.Map;

/** One way to get the three servers. Each call starts a new one and returns when it answers. */
interface ServerSource extends AutoCloseable {

    /** The way in a word, for messages. */
    String name();

    MySqlServer startMySql(Path dir);

    /** A value of these properties may name the broker's own port as {@code {port}}. */
    KafkaServer startKafka(Path dir, Map<String, String> moreProperties);

    RedisServer startRedis(Path dir);

    /** Ends at once all that this source started. */
    @Override
    void close();
}
