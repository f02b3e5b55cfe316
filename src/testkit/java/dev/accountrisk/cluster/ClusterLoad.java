package dev.accountrisk.cluster;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadProducer;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.OwnReferences;
import dev.accountrisk.model.RiskLoad;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Updates, additions and commands at a steady rate, until the process is ended: the model reads what arrived from the topics. */
final class ClusterLoad {
    private static final int UPDATES = 300;
    private static final int COMMANDS = 100;
    private static final int ACCOUNTS = 500;
    private static final double ADDITIONS = 0.1;

    private final ClusterServers servers;
    private final long start = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
    /** Each run of this process continues with loads of its own. */
    private final long seed = System.currentTimeMillis();

    ClusterLoad(ClusterServers servers) {
        this.servers = servers;
    }

    /** Sends one record to the topic of commands. */
    void sendCommand(String key, String value) {
        try (LoadProducer producer = new LoadProducer(servers.bootstrapServers(), ClusterServers.PARTITIONS)) {
            producer.send(new LoadRecord(ClusterServers.COMMANDS, key.getBytes(StandardCharsets.UTF_8),
                    value.getBytes(StandardCharsets.UTF_8), System.currentTimeMillis()));
        }
    }

    /** Sends one round a second. */
    void send() throws InterruptedException {
        try (LoadProducer producer = new LoadProducer(servers.bootstrapServers(), ClusterServers.PARTITIONS)) {
            for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
                sendRound(producer, round);
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Sends rounds without a pause. */
    void sendRounds(int rounds) {
        try (LoadProducer producer = new LoadProducer(servers.bootstrapServers(), ClusterServers.PARTITIONS)) {
            for (int round = 0; round < rounds; round++) {
                sendRound(producer, round);
            }
        }
    }

    private void sendRound(LoadProducer producer, int round) {
        RiskLoad.usual(ClusterServers.UPDATES, seed + round, UPDATES, ACCOUNTS, start)
                .adding(ADDITIONS)
                .forEach(producer::send);
        CommandLoad.usual(ClusterServers.COMMANDS, seed + round, COMMANDS, ACCOUNTS, start)
                .forEach(record -> producer.send(OwnReferences.in(record)));
        producer.flush();
    }
}
