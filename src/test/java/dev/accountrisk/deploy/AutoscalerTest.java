package dev.accountrisk.deploy;

import static dev.accountrisk.deploy.Manifests.at;
import static dev.accountrisk.deploy.Manifests.map;
import static dev.accountrisk.deploy.Manifests.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers the autoscaler asks for: its own queries over series of lag, evaluated by Prometheus's own tool. */
class AutoscalerTest {
    private static final int PARTITIONS = 6;
    private static final int UPDATES = 0;
    private static final int COMMANDS = 1;

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
