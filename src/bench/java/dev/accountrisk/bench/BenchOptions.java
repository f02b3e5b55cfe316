package dev.accountrisk.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the benchmark.
 *
 * @param form    what is measured
 * @param guard   the least ratio of worker to prototype with which it ends well; 0 for any
 * @param guardNormal the most processor time in µs that a record may take at a normal load; 0 for any, and then it is not measured
 * @param only    a pattern: contenders whose name it does not find are left out
 * @param servers where the servers are, or null for servers of this machine
 */
record BenchOptions(Form form, int rounds,
        int records, double guard,
        double guardNormal, Pattern only,
        List<String> jvm,
        Path jar,
        Path out, @Nullable BenchServers servers) {
    /** What is measured; the option is the name in small letters. */
    enum Form {
        /** The prototype and the worker. */
        SHORT,
        /** All contenders, loads and the latency. */
        FULL,
        /** The worker with more accounts, processes and partitions. */
        SCALE,
        /** The worker at steady rates far from its limit. */
        NORMAL,
        /** Long loads: what the contenders cost when they have just started, and from then on. */
        STEADY,
        /** The jobs that read all data. */
        JOBS,
        /** The worker on records of the contract's form and of another one. */
        MAPPED;

        private String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String USAGE = """
            mvn -Pbench [-Dspring-boot.run.arguments="OPTIONS"]

              --short            prototype and worker only, about two minutes (the default)
              --full             every contender, commands, and latency
              --scale            the worker alone: 100,000 to 10,000,000 accounts, 1 to 4 processes, 1 to 48 partitions
              --normal           the worker alone at steady rates: 500 to 10,000 records a second, 6 to 200 partitions
              --steady           prototype, raw inserts and worker on ten million updates, three million commands, and a hot account:
                                 the first tenth and the rest measured separately, about twenty minutes a round
              --jobs             reconcile of 100,000 accounts, and verify of 500,000 updates and of a million commands
              --mapped           the worker alone: the same updates in the contract's form and in another one, by a mapping
              --guard=RATIO      fail when the worker has less than so much of the prototype's speed
                                 (by processor time, which other work on the machine hardly changes)
              --guard-normal=US  measure a normal load as well, and fail when a record costs more processor time, in µs
              --rounds=N         rounds, interleaved (3)
              --records=N        records of the long stream (1010000)
              --only=PATTERN     contenders by name; with --steady and --normal, loads by name
              --jvm=OPTIONS      options of the contenders' JVMs ("@deploy/image/java.options -Xmx256m", as the image)
              --jar=FILE         the worker (target/bench/account-risk-worker.jar); it runs unpacked, as in the image
              --out=FOLDER       where the report goes (target/bench/report)
              --mysql=HOST:PORT --mysql-user=USER --mysql-password=PASSWORD --kafka=HOST:PORT --redis=HOST:PORT
                                 servers to use; without them the benchmark starts its own""";

    private static final String JVM = "@deploy/image/java.options -Xmx256m";

    private static final Set<String> KNOWN = Stream.concat(Arrays.stream(Form.values()).map(Form::option),
            Stream.of("guard", "guard-normal", "rounds", "records", "only", "jvm", "jar", "out", "mysql", "mysql-user",
                    "mysql-password", "kafka", "redis"))
            .collect(Collectors.toUnmodifiableSet());

    /** The same with another jar. */
    BenchOptions withJar(Path other) {
        return new BenchOptions(form, rounds, records, guard, guardNormal, only, jvm,
                other, out,
                servers);
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is not known or makes no sense
     */
    static BenchOptions parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || !KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException(argument + " is not known");
            }
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return new BenchOptions(form(given), Integer.parseInt(given.getOrDefault("rounds", "3")),
                Integer.parseInt(given.getOrDefault("records", "1010000")),
                Double.parseDouble(given.getOrDefault("guard", "0")),
                Double.parseDouble(given.getOrDefault("guard-normal", "0")),
                Pattern.compile(given.getOrDefault("only", "")),
                new ArrayList<>(List.of(given.getOrDefault("jvm", JVM).split(" ", -1))),
                Path.of(given.getOrDefault("jar", "target/bench/account-risk-worker.jar")),
                Path.of(given.getOrDefault("out", "target/bench/report")), servers(given));
    }

    private static Form form(Map<String, String> given) {
        List<Form> forms = Arrays.stream(Form.values()).filter(form -> given.containsKey(form.option())).toList();
        if (forms.size() > 1) {
            throw new IllegalArgumentException("--" + forms.get(0).option() + " and --" + forms.get(1).option()
                    + " exclude each other");
        }
        return forms.isEmpty() ? Form.SHORT : forms.getFirst();
    }

    private static @Nullable BenchServers servers(Map<String, String> given) {
        String mysql = given.get("mysql");
        String kafka = given.get("kafka");
        String redis = given.get("redis");
        if (mysql == null || kafka == null || redis == null) {
            if (mysql != null || kafka != null || redis != null) {
                throw new IllegalArgumentException("--mysql, --kafka and --redis come together");
            }
            return null;
        }
        String[] redisParts = redis.split(":", 2);
        return new BenchServers(mysql, given.getOrDefault("mysql-user", "root"),
                given.getOrDefault("mysql-password", ""), kafka, redisParts[0],
                redisParts.length == 2 ? Integer.parseInt(redisParts[1]) : 6379);
    }
}
