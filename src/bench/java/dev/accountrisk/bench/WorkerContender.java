package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This worker: the unpacked jar, as a process of its own, with nothing of the contract switched off. */
record WorkerContender(String name, Drain drain, Path jar, List<String> jvmOptions, List<String> workerOptions)
        implements
            Contender {
    /** Topics that stay empty. */
    static final String NO_RISK = "bench.none.risk";
    static final String NO_COMMANDS = "bench.none.commands";
    static final String EVENTS = "bench.events";
    static final String PARKED = "bench.parked";

    /** The text of its log when a partition's position is known, before the first record is polled; a test holds it. */
    static final String BEGINS = "partition opened";

    @Override
    public String settings() {
        return ("the unpacked jar, " + String.join(" ", jvmOptions) + " " + String.join(" ", workerOptions)).strip();
    }

    @Override
    public Measure run() throws Exception {
        return drain.byPositions(name, this::start);
    }

    /** Starts it on a database. */
    ChildProcess start(String database, String group, Path log) throws IOException {
        return ChildProcess.java(log, ChildProcess.Signs.beginning(BEGINS), arguments(database, group));
    }

    /** The jar's command line, without a command. */
    List<String> arguments(String database, String group) {
        boolean ofCommands = drain.load() instanceof CommandLoad;
        return arguments(drain.servers(), database, group, ofCommands ? NO_RISK : drain.topic(),
                ofCommands ? drain.topic() : NO_COMMANDS);
    }

    /** The jar's command line for any two topics. */
    List<String> arguments(BenchServers servers, String database, String group, String riskUpdates, String commands) {
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.addAll(List.of("-jar", jar.toString(), "--spring.datasource.url=" + servers.jdbcUrl(database),
                "--spring.datasource.username=" + servers.mysqlUser(),
                "--spring.datasource.password=" + servers.mysqlPassword(),
                "--spring.kafka.bootstrap-servers=" + servers.kafka(), "--spring.kafka.consumer.group-id=" + group,
                "--spring.data.redis.host=" + servers.redisHost(), "--spring.data.redis.port=" + servers.redisPort(),
                "--management.server.port=0",
                "--account-risk.topics.risk-updates=" + riskUpdates, "--account-risk.topics.commands=" + commands,
                "--account-risk.topics.events=" + EVENTS, "--account-risk.topics.parked=" + PARKED));
        arguments.addAll(workerOptions);
        return arguments;
    }
}
