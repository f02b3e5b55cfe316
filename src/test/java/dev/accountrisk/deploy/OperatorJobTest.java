package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line runs a command of an operator in the cluster. The real kubectl changes the job; a script answers for the cluster. */
class OperatorJobTest {
    private static final Path SCRIPT = Manifests.DIR.resolve("job.sh");

    private static final String CLUSTER = """
            #!/bin/sh
            case "$*" in
                *--from=*) echo "$*" > "$0.from"; cat "$0.job" ;;
                *--local*) exec KUBECTL "$@" ;;
                *"create --filename -"*) cat > "$0.created" ;;
                *"get pods"*) echo pod-1 ;;
                *phase*) echo Failed ;;
                *logs*) echo "1 record is parked" ;;
                *exitCode*) echo 3 ;;
            esac
            """;

    private static final String JOB = """
            {"apiVersion": "batch/v1", "kind": "Job",
             "metadata": {"name": "x", "ownerReferences": [
                {"apiVersion": "batch/v1", "kind": "CronJob", "name": "c", "uid": "1"}]},
             "spec": {"template": {"metadata": {"labels": {"app.kubernetes.io/component": "reconcile"}},
                "spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i", "args": ["reconcile"]}]}}}}
            """;

    @TempDir
    private Path dir;

    @Test
    void theArgumentsArriveAsTheyWereTypedAndTheExitCodeComesBack() throws Exception {
        Program.Result result = run("redrive", "release", "--why", "he said \"no\" \\ yes");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).contains("1 record is parked");
        assertThat(Files.readString(cluster("created"))).contains("\"he said \\\"no\\\" \\\\ yes\"")
                .contains("\"app.kubernetes.io/component\": \"redrive\"")
                .doesNotContain("ownerReferences");
        assertThat(Files.readString(cluster("from"))).contains("cronjob/account-risk-reconcile");
    }

    @Test
    void theMigrationRunsAsTheSchemasUser() throws Exception {
        run("migrate");

        assertThat(Files.readString(cluster("from"))).contains("cronjob/account-risk-migration");
    }

    @Test
    void aCommandIsNamed() throws Exception {
        assertThat(run()).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.output()).contains("migrate, redrive, positions, reconcile or backfill");
        });
    }

    private Program.Result run(String... arguments) throws IOException, InterruptedException {
        Optional<Path> kubectl = Tool.KUBECTL.find();
        Assumptions.assumeTrue(kubectl.isPresent(), "skipped: there is no kubectl");
        Path cluster = dir.resolve("cluster");
        Files.writeString(cluster, CLUSTER.replace("KUBECTL", kubectl.get().toString()));
        Files.writeString(cluster("job"), JOB);
        assertThat(cluster.toFile().setExecutable(true)).isTrue();
        String[] command = new String[arguments.length + 2];
        command[0] = "sh";
        command[1] = SCRIPT.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Program.run(Path.of("."), Map.of("KUBECTL", cluster.toString()), command);
    }

    private Path cluster(String file) {
        return dir.resolve("cluster." + file);
    }
}
