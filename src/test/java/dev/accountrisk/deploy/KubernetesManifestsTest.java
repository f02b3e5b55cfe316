package dev.accountrisk.deploy;

import static dev.accountrisk.deploy.Manifests.at;
import static dev.accountrisk.deploy.Manifests.list;
import static dev.accountrisk.deploy.Manifests.map;
import static dev.accountrisk.deploy.Manifests.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overlays render to keeps every rule of pod and network security, and is what the cluster understands. */
class KubernetesManifestsTest {
    private static final int BATCH_SECONDS_MAX = 10;

    private static Manifests overlay(String name) throws IOException, InterruptedException {
        return Manifests.render(Manifests.DIR.resolve("overlays").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/local", "overlays/production", "base", "components/hpa", "components/keda",
            "components/keda-kafka", "components/backfill", "components/console", "strimzi"})
    void everyObjectIsOneTheClusterKnows(String dir) throws Exception {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (dir.startsWith("components")) {
            try (var files = Files.newDirectoryStream(Manifests.DIR.resolve(dir), "*.yaml")) {
                for (var file : files) {
                    if (!file.endsWith("kustomization.yaml")) {
                        objects.addAll(Manifests.parse(Files.readString(file)));
                    }
                }
            }
        } else {
            objects.addAll(Manifests.render(Manifests.DIR.resolve(dir)).all());
        }
        assertThat(objects).isNotEmpty();
        for (Map<String, Object> object : objects) {
            StrictModel.check(object);
        }
    }

    @Test
    void aFieldThatIsNoneIsFound() {
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: x}
                spec:
                  selector: {matchLabels: {a: b}}
                  template: {spec: {containers: [{name: x, imagee: y}]}}
                """;
        assertThatThrownBy(() -> StrictModel.check(Manifests.parse(deployment).getFirst()))
                .hasMessageContaining("imagee");
        String monitor = """
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: x}
                spec: {endpoints: [{prt: x}]}
                """;
        assertThatThrownBy(() -> StrictModel.check(Manifests.parse(monitor).getFirst())).hasMessageContaining("prt");
        String user = """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata: {name: x}
                spec: {authorization: {type: simple, acls: [{resource: {type: topic, name: x}, right: Read}]}}
                """;
        assertThatThrownBy(() -> StrictModel.check(Manifests.parse(user).getFirst()))
                .hasMessageContaining("right");
        String topic = """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: x}
                spec: {partitionz: 6}
                """;
        assertThatThrownBy(() -> StrictModel.check(Manifests.parse(topic).getFirst()))
                .hasMessageContaining("partitionz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void everyPodKeepsTheRestrictedStandard(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        assertThat(map(manifests.only("Namespace", "account-risk"), "metadata", "labels"))
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        Map<String, Map<String, Object>> pods = new HashMap<>(manifests.pods());
        pods.put("backfill", map(Manifests.parse(Files.readString(
                Manifests.DIR.resolve("components/backfill/backfill-job.yaml"))).getFirst(), "spec", "template"));
        pods.put("console", console("Deployment", "spec", "template"));
        assertThat(pods).hasSize(5);
        pods.forEach(KubernetesManifestsTest::requireRestricted);
    }

    private static Map<String, Object> console(String kind, String... path) throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String file : List.of("console.yaml", "network-policy.yaml")) {
            objects.addAll(Manifests.parse(Files.readString(Manifests.DIR.resolve("components/console/" + file))));
        }
        Map<String, Object> only = objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .findFirst()
                .orElseThrow();
        return map(only, (Object[]) path);
    }

    @Test
    void theConsoleReachesMySqlAloneAndIsNoWorker() throws Exception {
        Map<String, Object> policy = console("NetworkPolicy", "spec");
        assertThat(ports(list(policy, "egress"))).containsExactlyInAnyOrder("UDP 53", "TCP 53", "TCP 3306");
        assertThat(ports(list(policy, "ingress"))).containsExactly("TCP 8080", "TCP 8082");
        Map<String, Object> labels = console("Deployment", "spec", "template", "metadata", "labels");
        assertThat(labels).containsAllEntriesOf(map(policy, "podSelector", "matchLabels"))
                .containsAllEntriesOf(console("Service", "spec", "selector"))
                .doesNotContainEntry("app.kubernetes.io/name", "account-risk-worker");
        assertThat(at(list(console("Deployment", "spec", "template", "spec"), "containers").getFirst(), "args"))
                .isEqualTo(List.of("console"));
    }

    private static void requireRestricted(String name, Map<String, Object> pod) {
        Map<String, Object> spec = map(pod, "spec");
        assertThat(at(spec, "securityContext", "runAsNonRoot")).as(name).isEqualTo(true);
        assertThat(number(spec, "securityContext", "runAsUser")).as(name).isGreaterThanOrEqualTo(10_000);
        assertThat(at(spec, "securityContext", "seccompProfile", "type")).as(name).isEqualTo("RuntimeDefault");
        assertThat(spec.get("automountServiceAccountToken")).as(name).isEqualTo(false);
        assertThat(spec.get("serviceAccountName")).as(name).isEqualTo("account-risk-worker");
        assertThat(spec).as(name).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC", "initContainers");
        for (Object volume : list(spec, "volumes")) {
            assertThat(((Map<?, ?>) volume).keySet()).as(name)
                    .allMatch(kind -> Set.of("name", "emptyDir", "configMap", "secret").contains(kind));
        }
        for (Object container : list(spec, "containers")) {
            assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).as(name).isEqualTo(false);
            assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).as(name).isEqualTo(true);
            assertThat(at(container, "securityContext", "capabilities", "drop")).as(name).isEqualTo(List.of("ALL"));
            assertThat(at(container, "securityContext", "privileged")).as(name).isNull();
            assertThat(at(container, "resources", "requests", "cpu")).as(name).isNotNull();
            assertThat(at(container, "resources", "requests", "memory")).as(name)
                    .isNotNull()
                    .isEqualTo(at(container, "resources", "limits", "memory"));
            requireSecretsAsFiles(name, container);
            Set<Object> writable = new HashSet<>();
            for (Object mount : list(container, "volumeMounts")) {
                if (!Boolean.TRUE.equals(at(mount, "readOnly"))) {
                    writable.add(at(mount, "mountPath"));
                }
            }
            assertThat(writable).as(name).containsExactly("/tmp");
        }
    }

    /** Secrets are mounted; none is in the environment, which every process of the pod and a dump of it shows. */
    private static void requireSecretsAsFiles(String name, Object container) {
        for (Object source : list(container, "envFrom")) {
            assertThat(((Map<?, ?>) source).keySet()).as(name).noneMatch("secretRef"::equals);
        }
        Object env = at(container, "env");
        if (env instanceof List<?> variables) {
            assertThat(variables).as(name).noneMatch(variable -> at(variable, "valueFrom", "secretKeyRef") != null);
        }
        assertThat(list(container, "volumeMounts")).as(name)
                .anyMatch(mount -> "/run/secrets/account-risk".equals(at(mount, "mountPath")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void theNetworkIsClosedButForWhatIsNeeded(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        Map<String, Object> deny = map(manifests.only("NetworkPolicy", "deny-all"), "spec");
        assertThat(deny).isEqualTo(Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress", "Egress")));
        assertThat(manifests.ofKind("NetworkPolicy")).hasSize(2);
        Map<String, Object> allow = map(manifests.only("NetworkPolicy", "account-risk-worker"), "spec");
        assertThat(list(allow, "policyTypes")).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(ports(list(allow, "ingress"))).containsExactly("TCP 8081");
        assertThat(at(list(allow, "ingress"), 0, "from", 0, "namespaceSelector", "matchLabels",
                "kubernetes.io/metadata.name")).isEqualTo("monitoring");
        assertThat(ports(list(allow, "egress"))).containsExactlyInAnyOrder("UDP 53", "TCP 53", "TCP 3306", "TCP 9093",
                "TCP 6379");
        for (Object rule : list(allow, "egress")) {
            assertThat(list(rule, "to")).isNotEmpty().allMatch(peer -> at(peer, "namespaceSelector") != null);
        }
    }

    private static List<String> ports(List<Object> rules) {
        List<String> ports = new ArrayList<>();
        for (Object rule : rules) {
            for (Object port : list(rule, "ports")) {
                ports.add(at(port, "protocol") + " " + at(port, "port"));
            }
        }
        return ports;
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void theWorkerIsProbedSpreadAndGivenTimeToEnd(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        Map<String, Object> spec = map(manifests.only("Deployment", "account-risk-worker"), "spec", "template",
                "spec");
        Object container = list(spec, "containers").getFirst();
        assertThat(at(container, "livenessProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "startupProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/actuator/health/readiness");
        assertThat(number(spec, "terminationGracePeriodSeconds"))
                .isGreaterThan(BATCH_SECONDS_MAX + 15);
        assertThat(list(spec, "topologySpreadConstraints")).extracting(rule -> at(rule, "topologyKey"))
                .contains("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        Map<String, Object> labels = map(manifests.only("Deployment", "account-risk-worker"), "spec", "template",
                "metadata", "labels");
        Map<String, Object> selected = map(manifests.only("PodDisruptionBudget", "account-risk-worker"), "spec",
                "selector", "matchLabels");
        assertThat(labels).containsAllEntriesOf(selected);
        assertThat(labels).containsAllEntriesOf(
                map(manifests.only("Service", "account-risk-worker"), "spec", "selector"));
        // jobs are not to be counted, spread or scraped as workers
        manifests.pods().forEach((name, pod) -> {
            if (!name.startsWith("Deployment")) {
                assertThat(map(pod, "metadata", "labels").entrySet()).as(name)
                        .doesNotContainSequence(selected.entrySet());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void onlyTheMigrationHasTheSchemasUser(String overlay) throws Exception {
        overlay(overlay).pods().forEach((name, pod) -> {
            boolean migration = name.equals("CronJob/account-risk-migration");
            Object container = list(pod, "spec", "containers").getFirst();
            assertThat(at(container, "args", 0)).as(name)
                    .isEqualTo(migration ? "migrate" : name.startsWith("Deployment") ? "worker" : "reconcile");
            assertThat(list(pod, "spec", "volumes")).as(name)
                    .filteredOn(volume -> at(volume, "secret") != null)
                    .singleElement()
                    .satisfies(volume -> assertThat("account-risk-migration".equals(at(volume, "secret", "secretName")))
                            .isEqualTo(migration));
            assertThat(String.valueOf(at(container, "env")).contains("SPRING_FLYWAY_ENABLED")).as(name)
                    .isEqualTo(!migration);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void jobsStartWithTheCacheOfTheJobsAndWorkersAsTheImageDoes(String overlay) throws Exception {
        List<String> ofJobs = ImageLayout.jobEntryPoint();
        overlay(overlay).pods().forEach((name, pod) -> {
            Object container = list(pod, "spec", "containers").getFirst();
            assertThat(at(container, "command")).as(name).isEqualTo(name.startsWith("Deployment") ? null : ofJobs);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void everythingThatIsAppliedCanBeAppliedAgainWithAnotherImage(String overlay) throws Exception {
        Manifests manifests = overlay(overlay);
        assertThat(manifests.ofKind("Job")).as("a job's template cannot change").isEmpty();
        Map<String, Object> migration = map(manifests.only("CronJob", "account-risk-migration"), "spec");
        assertThat(migration).as("it is a template, and never runs by schedule").containsEntry("suspend", true);
        assertThat(at(migration, "jobTemplate", "spec", "backoffLimit")).isEqualTo(0);
    }

    @Test
    void aClusterOnADeskUsesTheImageThatItsNodeHas() throws Exception {
        overlay("local").pods().forEach((name, pod) -> {
            Object container = list(pod, "spec", "containers").getFirst();
            assertThat(at(container, "image")).as(name).isEqualTo("account-risk-worker:local");
            assertThat(at(container, "imagePullPolicy")).as(name).isEqualTo("IfNotPresent");
        });
    }

    @Test
    void reconciliationsDoNotOverlapAndDriftIsAFailedJob() throws Exception {
        Map<String, Object> cron = map(overlay("production").only("CronJob", "account-risk-reconcile"), "spec");
        assertThat(cron).containsEntry("concurrencyPolicy", "Forbid");
        assertThat(at(cron, "jobTemplate", "spec", "backoffLimit")).isEqualTo(0);
        assertThat(at(cron, "jobTemplate", "spec", "template", "spec", "restartPolicy")).isEqualTo("Never");
        assertThat(number(cron, "failedJobsHistoryLimit")).isPositive();
    }

    @Test
    void aDifferenceFoundByTheBackfillIsNotTriedAgain() throws Exception {
        Map<String, Object> job = map(Manifests.parse(Files.readString(
                Manifests.DIR.resolve("components/backfill/backfill-job.yaml"))).getFirst(), "spec");
        assertThat(job).containsEntry("completionMode", "Indexed");
        assertThat(list(job, "podFailurePolicy", "rules", 1, "onExitCodes", "values")).containsExactly(2, 3);
        assertThat(list(job, "template", "spec", "containers", 0, "env")).anyMatch(
                variable -> "JOB_COMPLETION_COUNT".equals(at(variable, "name"))
                        && String.valueOf(job.get("completions")).equals(at(variable, "value")));
    }

    @Test
    void theAutoscalerOwnsTheNumberOfWorkers() throws Exception {
        Manifests production = overlay("production");
        assertThat(at(production.only("Deployment", "account-risk-worker"), "spec", "replicas")).isNull();
        assertThat(at(production.only("ScaledObject", "account-risk-worker"), "spec", "scaleTargetRef", "name"))
                .isEqualTo("account-risk-worker");
        assertThat(production.ofKind("HorizontalPodAutoscaler")).isEmpty();
        assertThat(production.ofKind("Secret")).as("secrets are the secret store's").isEmpty();
    }

    @Test
    void thePolicyKeepsItsNameAndTheSettingsDoNot() throws Exception {
        assertThat(overlay("production").ofKind("ConfigMap"))
                .extracting(map -> String.valueOf(at(map, "metadata", "name")))
                .anyMatch("account-risk-policy"::equals)
                .anyMatch(name -> name.matches("account-risk-settings-[a-z0-9]+"));
    }

    @Test
    void productionEncryptsAndVerifiesEveryConnection() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        for (Map<String, Object> map : overlay("production").ofKind("ConfigMap")) {
            settings.putAll(map(map, "data"));
        }
        assertThat(String.valueOf(settings.get("SPRING_DATASOURCE_URL"))).contains("sslMode=VERIFY_IDENTITY",
                "allowPublicKeyRetrieval=false", "fallbackToSystemTrustStore=false");
        assertThat(settings).containsEntry("SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                .containsEntry("SPRING_KAFKA_SSL_BUNDLE", "servers")
                .containsEntry("SPRING_DATA_REDIS_SSL_BUNDLE", "servers")
                .containsEntry("SPRING_SSL_BUNDLE_JKS_SERVERS_RELOADONUPDATE", "true");
        assertThat(settings.keySet()).filteredOn(name -> name.matches("[A-Z_0-9]+"))
                .noneMatch(name -> name.contains("PASSWORD") || name.contains("JAAS"));
    }
}
