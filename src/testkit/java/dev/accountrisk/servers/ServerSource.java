package dev.accountrisk.servers;

import java.nio.file.Path;

/** One way to get the three servers. Each call starts a new one and returns when it answers. */
interface ServerSource extends AutoCloseable {

    /** The way in a word, for messages. */
    String name();

    MySqlServer startMySql(Path dir);

    KafkaServer startKafka(Path dir);

    RedisServer startRedis(Path dir);

    /** Ends at once all that this source started. */
    @Override
    void close();
}
