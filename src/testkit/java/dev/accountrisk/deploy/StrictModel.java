package dev.accountrisk.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says whether an object is one the API server knows: by the classes made from the server's own OpenAPI document, which refuse a
 * field that is none; by the models of Strimzi and of the Prometheus operator; for KEDA's kinds, whose model nobody publishes for
 * Java, by a list of their fields.
 */
final class StrictModel {
    private interface Check {
        void accept(JsonElement json) throws IOException;
    }

    private static final Map<String, Check> CHECKS = Map.ofEntries(
            Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1/Namespace", V1Namespace::validateJsonElement),
            Map.entry("v1/Secret", V1Secret::validateJsonElement),
            Map.entry("v1/Service", V1Service::validateJsonElement),
            Map.entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
            Map.entry("batch/v1/CronJob", V1CronJob::validateJsonElement),
            Map.entry("batch/v1/Job", V1Job::validateJsonElement),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", json -> read(json, ServiceMonitor.class)),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", json -> read(json, PrometheusRule.class)),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", json -> read(json, KafkaTopic.class)),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", json -> read(json, KafkaUser.class)));

    /** The fields of KEDA's kinds, each path as far as the files here go: unchecked, because no model of them is published for Java. */
    private static final Map<String, Set<String>> UNCHECKED = Map.of(
            "keda.sh/v1alpha1/ScaledObject",
            Set.of("scaleTargetRef.name", "minReplicaCount", "maxReplicaCount", "pollingInterval", "cooldownPeriod",
                    "fallback.failureThreshold", "fallback.replicas",
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleUp.stabilizationWindowSeconds",
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds",
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.policies.type",
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.policies.value",
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.policies.periodSeconds",
                    "triggers.type", "triggers.authenticationRef.name", "triggers.metadata.bootstrapServers",
                    "triggers.metadata.consumerGroup", "triggers.metadata.topic", "triggers.metadata.lagThreshold",
                    "triggers.metadata.offsetResetPolicy", "triggers.metadata.tls", "triggers.metadata.sasl",
                    "triggers.metadata.version", "triggers.metadata.excludePersistentLag",
                    "triggers.metadata.serverAddress", "triggers.metadata.query", "triggers.metadata.threshold",
                    "triggers.metadata.ignoreNullValues"),
            "keda.sh/v1alpha1/TriggerAuthentication",
            Set.of("secretTargetRef.parameter", "secretTargetRef.name", "secretTargetRef.key"));

    private static final ObjectMapper OPERATORS_MODELS = JsonMapper.builder()
            .annotationIntrospector(new UnknownFieldsRefused())
            .build();

    private StrictModel() {}

    /** Throws when the object's kind, or a field of it, is not known. */
    static void check(Map<String, Object> object) throws IOException {
        String kind = object.get("apiVersion") + "/" + object.get("kind");
        Check check = CHECKS.get(kind);
        if (check != null) {
            check.accept(new Gson().toJsonTree(object));
            return;
        }
        Set<String> known = UNCHECKED.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("no model for " + kind);
        }
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(Set.of("apiVersion", "kind", "metadata", "spec"));
        collect("", Manifests.map(object, "spec"), known, unknown);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(kind + " has no " + unknown);
        }
    }

    private static void read(JsonElement json, Class<?> type) throws IOException {
        OPERATORS_MODELS.readValue(json.toString(), type);
    }

    /** The models keep fields that they do not know, for clients that are older than the cluster. */
    private static final class UnknownFieldsRefused extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    private static void collect(String path, Object value, Set<String> known, Set<String> unknown) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, inner) -> collect(path.isEmpty() ? "" + key : path + "." + key,
                    inner, known, unknown));
            case List<?> list -> list.forEach(inner -> collect(path, inner, known, unknown));
            default -> {
                if (!known.contains(path) && !known.contains(path.replaceFirst("\\.[^.]*$", ".*"))
                        && known.stream()
                                .noneMatch(name -> name.endsWith("*")
                                        && path.startsWith(name.substring(0, name.length() - 1)))) {
                    unknown.add(path);
                }
            }
        }
    }
}
