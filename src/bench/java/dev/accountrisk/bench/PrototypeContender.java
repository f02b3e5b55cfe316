package dev.accountrisk.bench;

import dev.accountrisk.bench.rivals.PlainLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The plain loop: what the design could reach if it had nothing else to do. */
record PrototypeContender(Drain drain, List<String> jvmOptions, List<String> options) implements Contender {
    /** Two writers fill two cores, and beyond 20,000 records a transaction nothing is gained. */
    static final List<String> BEST = List.of("2", "20000");

    @Override
    public String name() {
        return "prototype";
    }

    @Override
    public String settings() {
        return "plain loop: poll, parse, coalesce, one guarded multi-row upsert and the positions in a transaction; writers, records a transaction: "
                + String.join(", ", options);
    }

    @Override
    public Measure run() throws Exception {
        return drain.byPositions(name(), this::start);
    }

    /** Starts it on a database. Its group does not matter: its positions are in the database. */
    ChildProcess start(String database, String group, Path log) throws IOException {
        BenchServers servers = drain.servers();
        List<String> arguments = new ArrayList<>(List.of(servers.kafka(), drain.topic(), servers.jdbcUrl(database),
                servers.mysqlUser(), servers.mysqlPassword()));
        arguments.addAll(options);
        return ChildProcess.javaClass(log, ChildProcess.Signs.beginning(PlainLoop.BEGINS), jvmOptions, PlainLoop.class,
                arguments);
    }
}
