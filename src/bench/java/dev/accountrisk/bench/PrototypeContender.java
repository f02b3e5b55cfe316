package dev.accountrisk.bench;

import dev.accountrisk.bench.rivals.PlainLoop;
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
        BenchServers servers = drain.servers();
        return drain.byPositions("prototype", (database, group, log) -> {
            List<String> arguments = new ArrayList<>(List.of(servers.kafka(), drain.topic(),
                    servers.jdbcUrl(database), servers.mysqlUser(), servers.mysqlPassword()));
            arguments.addAll(options);
            return ChildProcess.javaClass(log, ChildProcess.Signs.beginning(PlainLoop.BEGINS), jvmOptions,
                    PlainLoop.class, arguments);
        });
    }
}
