package dev.accountrisk.bench;

import dev.accountrisk.bench.rivals.Tally;
import java.time.Duration;
import java.util.List;

/** A rival that counts what it has committed. */
record RivalContender(String name, String settings, Drain drain, List<String> jvmOptions, Class<?> main)
        implements
            Contender {
    private static final Duration END_TIMEOUT = Duration.ofMinutes(12);

    @Override
    public Measure run() throws Exception {
        BenchServers servers = drain.servers();
        return drain.run(name,
                (database, group, log) -> ChildProcess.javaClass(log,
                        new ChildProcess.Signs(Tally.BEGINS, Tally.ENDS), jvmOptions, main,
                        List.of(servers.kafka(), drain.topic(), group, servers.jdbcUrl(database), servers.mysqlUser(),
                                servers.mysqlPassword(), "redis://" + servers.redisHost() + ":" + servers.redisPort(),
                                Integer.toString(drain.load().records()))),
                (process, database, group) -> process.awaitEnding(END_TIMEOUT));
    }
}
