package dev.accountrisk.deploy;

import static dev.accountrisk.deploy.Manifests.at;
import static dev.accountrisk.deploy.Manifests.map;
import static dev.accountrisk.deploy.Manifests.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers the autoscaler asks for: its own queries over series of lag, evaluated by Prometheus's own tool. */
class AutoscalerTest {
    private static final int PARTITIONS = 6;
    private static final int UPDATES = 0;
    private static final int COMMANDS = 1;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    @TempDir
    private Path dir;

    @Test
    void aBurstAsksForWorkersAsLongAsItLasts() throws Exception {
        assertWorkers(UPDATES, "account.risk.updates", "250000-50000x5", Map.of("0m", 6, "3m", 6, "4m", 3, "5m", 0));
        assertWorkers(COMMANDS, "account.commands", "20000-4000x5", Map.of("0m", 6, "2m", 4, "4m", 2, "5m", 0));
    }

    @Test
    void noLagAsksForMoreWorkersThanThereArePartitions() throws Exception {
        assertWorkers(UPDATES, "account.risk.updates", "1000000+1000000x60",
                Map.of("1m", PARTITIONS, "60m", PARTITIONS));
        assertThat(number(scaledObject(), "spec", "maxReplicaCount")).isEqualTo(PARTITIONS);
    }

    @Test
    void aStoppedPartitionAsksForNoMoreThanOneHoweverLongItLasts() throws Exception {
        String stopped = series("account.commands", 0, "0+5000x600");
        String others = IntStream.range(1, PARTITIONS)
                .mapToObj(partition -> series("account.commands", partition, "100x600"))
                .collect(Collectors.joining());

        assertWorkers(COMMANDS, stopped + others, Map.of("10m", 2, "600m", 2));
        assertThat(number(scaledObject(), "spec", "minReplicaCount")).as("what a normal day has").isEqualTo(2);
    }

    @Test
    void aPartitionThatTwoWorkersReportForAMomentCountsOnce() throws Exception {
        String both = series("account.commands", 0, "20000x10")
                + series("account.commands", 0, "20000x10").replace("pod=\"a\"", "pod=\"b\"");

        assertWorkers(COMMANDS, both, Map.of("5m", 1));
    }

    /**
     * A real run in a cluster: after a quiet minute two workers apply a backlog, while a partition of the commands is paused. What
     * the last look saw stays for an hour: only that partition is behind.
     */
    @Test
    void aRecordedRunScalesUpOnceAndDownAgainAlthoughAPartitionStands() throws Exception {
        NavigableMap<Integer, Map<String, Double>> looks = recorded();
        assertThat(looks.lastEntry().getValue()).allSatisfy((partition, lag) -> assertThat(lag > 0)
                .as(partition)
                .isEqualTo(partition.equals("account.commands/0")));
        assertAnswers(UPDATES, List.copyOf(looks.values()));
        assertAnswers(COMMANDS, List.copyOf(looks.values()));
        HorizontalScaling cluster = new HorizontalScaling(scaledObject());
        List<Integer> workers = new ArrayList<>();
        for (int second = -60; second < looks.lastKey()
                + SECONDS_OF_AN_HOUR; second += HorizontalScaling.PERIOD_SECONDS) {
            Map.Entry<Integer, Map<String, Double>> look = looks.floorEntry(second);
            Map<String, Double> lag = look == null ? Map.of() : look.getValue();
            workers.add(cluster.look(second, List.of(thresholds(UPDATES, lag), thresholds(COMMANDS, lag))));
        }
        List<Integer> changes = IntStream.range(1, workers.size())
                .map(look -> workers.get(look) - workers.get(look - 1))
                .filter(change -> change != 0)
                .boxed()
                .toList();

        assertThat(Collections.max(workers)).as("workers").isGreaterThan(2).isLessThanOrEqualTo(PARTITIONS);
        assertThat(changes).as("first up, then down, and never again").isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(workers.getLast()).as("more workers do not cure a partition that stands").isEqualTo(2);
    }

    /** The trigger's query answers what {@link #thresholds} says. */
    private void assertAnswers(int trigger, List<Map<String, Double>> looks) throws Exception {
        StringBuilder series = new StringBuilder();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String key = topic(trigger) + "/" + partition;
            series.append(series(topic(trigger), partition, looks.stream()
                    .map(lag -> String.valueOf(lag.getOrDefault(key, 0.0).longValue()))
                    .collect(Collectors.joining(" "))));
        }
        Map<String, Integer> expected = new TreeMap<>();
        for (int look = 0; look < looks.size(); look++) {
            expected.put(look + "m", (int) Math.ceil(thresholds(trigger, looks.get(look))));
        }
        assertWorkers(trigger, series.toString(), expected);
    }

    private static String topic(int trigger) {
        return trigger == UPDATES ? "account.risk.updates" : "account.commands";
    }

    /** The sum over the partitions, of which each counts for one worker at most, in thresholds. */
    private static double thresholds(int trigger, Map<String, Double> lag) throws Exception {
        Map<String, Object> metadata = map(scaledObject(), "spec", "triggers", trigger, "metadata");
        double threshold = Double.parseDouble(String.valueOf(at(metadata, "threshold")));
        double answer = IntStream.range(0, PARTITIONS)
                .mapToDouble(partition -> Math.min(threshold, lag.getOrDefault(topic(trigger) + "/" + partition, 0.0)))
                .sum();
        return answer / threshold;
    }

    /** By the second of each look, the lag by topic and partition. */
    private static NavigableMap<Integer, Map<String, Double>> recorded() throws IOException {
        NavigableMap<Integer, Map<String, Double>> looks = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/autoscaler/recorded-lag.csv"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split(",", -1);
                looks.computeIfAbsent(Integer.parseInt(cells[0]), second -> new TreeMap<>())
                        .merge(cells[1] + "/" + cells[2], Double.parseDouble(cells[3]), Math::max);
            }
        }
        return looks;
    }

    private void assertWorkers(int trigger, String topic, String lagOfEach, Map<String, Integer> expected)
            throws Exception {
        assertWorkers(trigger, IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> series(topic, partition, lagOfEach))
                .collect(Collectors.joining()), expected);
    }

    /** Kubernetes runs as many workers as the query's answer has thresholds. */
    private void assertWorkers(int trigger, String series, Map<String, Integer> expected) throws Exception {
        Map<String, Object> metadata = map(scaledObject(), "spec", "triggers", trigger, "metadata");
        String workers = "ceil(" + at(metadata, "query") + " / " + at(metadata, "threshold") + ")";
        String cases = expected.entrySet()
                .stream()
                .map(step -> """
                              - expr: '%s'
                                eval_time: %s
                                exp_samples: [{labels: '{}', value: %d}]
                        """.formatted(workers, step.getKey(), step.getValue()))
                .collect(Collectors.joining());
        Files.writeString(dir.resolve("test.yaml"), """
                rule_files: []
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                %s    promql_expr_test:
                %s""".formatted(series, cases));
        assertThat(Program.output(Tool.PROMTOOL, dir, "test", "rules", "test.yaml")).contains("SUCCESS");
    }

    private static String series(String topic, int partition, String values) {
        return "      - {series: 'account_risk_lag_records{topic=\"%s\",partition=\"%d\",pod=\"a\"}', values: '%s'}\n"
                .formatted(topic, partition, values);
    }

    private static Map<String, Object> scaledObject() throws IOException {
        return Manifests.parse(Files.readString(Manifests.DIR.resolve("components/keda/scaled-object.yaml")))
                .getFirst();
    }
}
