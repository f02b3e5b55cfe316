package dev.accountrisk.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command: starts or takes the servers, lets the contenders take turns, and reports. */
public final class Benchmark {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Benchmark() {}

    /** Ends with 0; with 1 where something failed or the guard's ratio was not reached; with 2 for wrong usage. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + BenchOptions.USAGE);
            return EXIT_USAGE;
        }
        try {
            BenchServers servers = options.servers() == null ? BenchServers.local() : options.servers();
            servers.prepare();
            Results results = new Results();
            Report report = new Report(results, environment(servers, options));
            try {
                Path jar = UnpackedJar.unpack(options.jar(), options.out().resolve("layout"),
                        options.out().resolve("unpack.log"));
                new Program(options.withJar(jar), servers, results).run();
            } finally {
                // what was measured before something failed is not lost
                report.write(options.out());
                System.out.println("\n" + report.markdown() + "\nwritten to " + options.out().toAbsolutePath());
            }
            return verdict(options, results);
        } catch (Exception failure) {
            failure.printStackTrace();
            return EXIT_FAILED;
        }
    }

    private static int verdict(BenchOptions options, Results results) {
        if (!results.allRight("worker")) {
            System.err.println("the worker left wrong rows");
            return EXIT_FAILED;
        }
        double ratio = results.processorRatio(Loads.RISK, "worker auto", "prototype")
                .or(() -> results.ratio(Loads.RISK, "worker auto", "prototype"))
                .orElse(0.0);
        if (options.guard() > 0 && ratio < options.guard()) {
            System.err
                    .println(String.format(Locale.ROOT, "the worker has %.2f of the prototype's speed, less than %.2f",
                            ratio, options.guard()));
            return EXIT_FAILED;
        }
        double micros = results.normal()
                .stream()
                .mapToDouble(NormalLoad.Point::processorMicros)
                .max()
                .orElse(Double.NaN);
        // not a number where nothing was measured, or MySQL is on another machine
        if (options.guardNormal() > 0 && !(micros <= options.guardNormal())) {
            System.err.println(String.format(Locale.ROOT,
                    "a record at a normal load takes %.0f µs of processor time, more than %.0f", micros,
                    options.guardNormal()));
            return EXIT_FAILED;
        }
        return 0;
    }

    private static Map<String, String> environment(BenchServers servers, BenchOptions options) throws SQLException {
        Map<String, String> environment = new LinkedHashMap<>();
        try (Connection connection = servers.connect("")) {
            environment.put("MySQL", connection.getMetaData().getDatabaseProductVersion()
                    + ", sync_binlog 1, innodb_flush_log_at_trx_commit 1, buffer pool 2 GiB, redo 2 GiB");
            environment.put("driver", connection.getMetaData().getDriverVersion());
        }
        environment.put("Kafka client", org.apache.kafka.common.utils.AppInfoParser.getVersion());
        environment.put("Java", Runtime.version() + ", " + String.join(" ", options.jvm()));
        environment.put("machine", Runtime.getRuntime().availableProcessors()
                + " processors, all servers and contenders on it" + (options.servers() == null ? "" : " or as given"));
        environment.put("load",
                "163-byte risk updates over 100,000 accounts, Zipf 0.9, 6 partitions, 5 % late, 1 % twice");
        environment.put("collected", "from the first poll to the last commit, JVMs cold, rounds interleaved");
        return environment;
    }

    /** The contenders that a name pattern leaves. */
    static List<Contender> chosen(BenchOptions options, List<Contender> contenders) {
        return contenders.stream().filter(contender -> options.only().matcher(contender.name()).find()).toList();
    }
}
