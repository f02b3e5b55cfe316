package dev.accountrisk.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * The long fault run. With the worker's jar packaged ({@code mvn package}):
 *
 * <pre>{@code
 * mvn -q spring-boot:test-run -Dspring-boot.run.main-class=dev.accountrisk.faults.FaultSuite \
 *   -Dspring-boot.run.arguments="--duration=1h --seed=7"
 * }</pre>
 *
 * {@code --servers=cluster} runs it on a group of three MySQL servers and three brokers. {@code --kinds=CORRUPT_BATCH,FLUSH_REDIS} does these faults alone. Shows progress, ends with
 * {@code target/fault-report/faults.md} and {@code faults.json}, and exits with 1 when there is a finding. The seed decides the
 * loads and the faults, their order and their moments. How the processes react is not decided.
 */
public final class FaultSuite {
    private FaultSuite() {}

    /** Runs the suite. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException, SQLException {
        FaultSettings settings = FaultSettings.parse(args);
        FaultReport report = run(settings);
        System.out.println(Files.readString(report.write()));
        System.exit(report.findings().isEmpty() ? 0 : 1);
    }

    static FaultReport run(FaultSettings settings)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        FaultReport report = new FaultReport(settings, System.out);
        Path data = Files.createTempDirectory("account-risk-faults-");
        try (FaultServers servers = FaultServers.start(settings.servers(), data)) {
            report.say("servers: " + servers.inWords());
            FaultDecks decks = new FaultDecks(settings.kindsToDo());
            long end = System.nanoTime() + settings.duration().toNanos();
            for (int round = 1; round <= settings.rounds() && System.nanoTime() < end; round++) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                Duration length = left.compareTo(settings.roundLength()) < 0 ? left : settings.roundLength();
                new FaultRound(servers, settings, report, decks, round).run(length);
            }
        }
        return report;
    }
}
