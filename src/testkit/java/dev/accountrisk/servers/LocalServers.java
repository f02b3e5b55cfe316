package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The three as processes of this machine. */
final class LocalServers implements ServerSource {

    private final LocalPrograms programs;
    private final List<ManagedServer> started = new CopyOnWriteArrayList<>();

    LocalServers(LocalPrograms programs) {
        this.programs = programs;
    }

    @Override
    public String name() {
        return "local processes";
    }

    @Override
    public MySqlServer startMySql(Path dir) {
        try {
            return noted(LocalMySql.start(programs, dir));
        } catch (IOException e) {
            throw new UncheckedIOException("MySQL cannot be started", e);
        }
    }

    @Override
    public KafkaServer startKafka(Path dir, Map<String, String> moreProperties) {
        try {
            return noted(LocalKafka.start(programs.cache(), dir, moreProperties));
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot be started", e);
        }
    }

    @Override
    public RedisServer startRedis(Path dir) {
        return noted(LocalRedis.start(programs, dir));
    }

    @Override
    public void close() {
        started.forEach(ManagedServer::kill);
    }

    private <T extends ManagedServer> T noted(T server) {
        started.add(server);
        return server;
    }
}
