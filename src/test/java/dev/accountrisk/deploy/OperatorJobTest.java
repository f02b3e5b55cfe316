package dev.accountrisk.deploy;

import static dev.accountrisk.deploy.Manifests.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
                *"create secret"*) echo "$*" >> "$0.secret" ;;
                *"delete secret"*) echo "$*" >> "$0.secret" ;;
                *whoami*) echo ada ;;
                *phase*) cat "$0.phase" ;;
                *waiting.reason*) echo ImagePullBackOff ;;
                *waiting.message*) echo "no such image" ;;
                *logs*) echo "1 record is parked" ;;
                *exitCode*) echo 3 ;;
            esac
            """;

    private static final String JOB = """
            {"apiVersion": "batch/v1", "kind": "Job",
             "metadata": {"name": "x", "ownerReferences": [
                {"apiVersion": "batch/v1", "kind": "CronJob", "name": "c", "uid": "1"}]},
             "spec": {"template": {"metadata": {"labels": {"app.kubernetes.io/component": "reconcile"}},
                "spec": {"restartPolicy": "Never",
                    "containers": [{"name": "c", "image": "i", "args": ["reconcile"], "volumeMounts": []}],
                    "volumes": [{"name": "secrets", "secret": {"secretName": "account-risk-jobs"}}]}}}}
            """;

    @TempDir
    private Path dir;
    private String phase = "Failed";

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
        for (Program.Result refused : List.of(run(), run("worker"))) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.output()).contains("migrate, redrive, positions, reconcile and backfill");
        }
    }

    @Test
    void theAuditKnowsWhoGaveTheOrder() throws Exception {
        run("redrive", "drop", "--id", "4", "--why", "test");
        assertThat(arguments()).isEqualTo("redrive, drop, --id, 4, --why, test, --who=ada");

        run("positions", "accept", "--topic=t", "--why=test", "--who", "bob");
        assertThat(arguments()).isEqualTo("positions, accept, --topic=t, --why=test, --who, bob");

        run("redrive", "list");
        assertThat(arguments()).isEqualTo("redrive, list");
    }

    @Test
    void aRebuildHasADatabaseUserOfItsOwn() throws Exception {
        run("backfill", "--mode", "verify");
        assertThat(Files.readString(cluster("created"))).contains("account-risk-jobs");

        for (String[] rebuild : new String[][]{{"--mode", "rebuild"}, {"--mode=rebuild"}}) {
            run("backfill", rebuild[0], rebuild[rebuild.length - 1]);
            assertThat(Files.readString(cluster("created"))).contains("account-risk-rebuild")
                    .doesNotContain("account-risk-jobs");
        }
    }

    @Test
    void aCorrectedValueTravelsInASecretThatIsDeletedAtTheEnd() throws Exception {
        run("redrive", "release", "--id", "4", "--value", "fixed.json", "--who", "ada");

        assertThat(arguments()).isEqualTo("redrive, release, --id, 4, --value, /run/value/value, --who, ada");
        assertThat(Files.readString(cluster("created"))).contains("\"mountPath\": \"/run/value\"");
        assertThat(Files.readAllLines(cluster("secret"))).hasSize(2)
                .satisfies(calls -> assertThat(calls.getFirst()).contains("--from-file=value=fixed.json"))
                .satisfies(calls -> assertThat(calls.getLast()).contains("delete secret account-risk-redrive-"));
    }

    @Test
    void anArgumentOfTwoLinesIsRefused() throws Exception {
        Program.Result result = run("redrive", "drop", "--all", "--why", "one\ntwo");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("more than one line");
        assertThat(cluster("created")).doesNotExist();
    }

    @Test
    void aJobThatCannotStartIsGivenUpWithTheReason() throws Exception {
        phase = "Pending";
        Program.Result result = run("reconcile");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("did not start, and nothing was changed: ImagePullBackOff no such image");
    }

    private String arguments() throws IOException {
        Object created = Manifests.parse(Files.readString(cluster("created"))).getFirst();
        return list(created, "spec", "template", "spec", "containers", 0, "args").stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private Program.Result run(String... arguments) throws IOException, InterruptedException {
        Optional<Path> kubectl = Tool.KUBECTL.find();
        Assumptions.assumeTrue(kubectl.isPresent(), "skipped: there is no kubectl");
        Path cluster = dir.resolve("cluster");
        Files.writeString(cluster, CLUSTER.replace("KUBECTL", kubectl.get().toString()));
        Files.writeString(cluster("job"), JOB);
        Files.writeString(cluster("phase"), phase);
        assertThat(cluster.toFile().setExecutable(true)).isTrue();
        String[] command = new String[arguments.length + 2];
        command[0] = "sh";
        command[1] = SCRIPT.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Program.run(Path.of("."), Map.of("KUBECTL", cluster.toString(), "START_SECONDS", "1"), command);
    }

    private Path cluster(String file) {
        return dir.resolve("cluster." + file);
    }
}
