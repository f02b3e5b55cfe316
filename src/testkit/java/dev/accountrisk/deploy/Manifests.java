package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What an overlay renders to, as the cluster would be given it. */
final class Manifests {
    static final Path DIR = Path.of("deploy", "kubernetes");

    private final List<Map<String, Object>> objects;

    private Manifests(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /** Renders as {@code kubectl apply -k} would. */
    static Manifests render(Path dir) throws IOException, InterruptedException {
        return new Manifests(parse(Program.output(Tool.KUBECTL, Path.of("."), "kustomize", dir.toString())));
    }

    /** Every document; a key that is there twice fails. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            documents.add((Map<String, Object>) document);
        }
        return documents;
    }

    List<Map<String, Object>> all() {
        return objects;
    }

    List<Map<String, Object>> ofKind(String kind) {
        return objects.stream().filter(object -> kind.equals(object.get("kind"))).toList();
    }

    Map<String, Object> only(String kind, String name) {
        List<Map<String, Object>> found = ofKind(kind).stream()
                .filter(object -> name.equals(at(object, "metadata", "name")))
                .toList();
        assertThat(found).as(kind + " " + name).hasSize(1);
        return found.getFirst();
    }

    /** The pod of everything that makes pods, by the maker's kind and name. */
    Map<String, Map<String, Object>> pods() {
        Map<String, Map<String, Object>> pods = new TreeMap<>();
        for (Map<String, Object> object : objects) {
            String name = object.get("kind") + "/" + at(object, "metadata", "name");
            switch (String.valueOf(object.get("kind"))) {
                case "Deployment", "Job" -> pods.put(name, map(object, "spec", "template"));
                case "CronJob" -> pods.put(name, map(object, "spec", "jobTemplate", "spec", "template"));
                default -> assertThat(object.get("kind")).isNotIn("Pod", "StatefulSet", "DaemonSet", "ReplicaSet");
            }
        }
        return pods;
    }

    /** What is at a path; null where nothing is. Numbers in the path are places in a list. */
    static @Nullable Object at(Object from, Object... path) {
        Object here = from;
        for (Object step : path) {
            if (step instanceof Integer place && here instanceof List<?> list && place < list.size()) {
                here = list.get(place);
            } else if (here instanceof Map<?, ?> map && map.get(step) != null) {
                here = map.get(step);
            } else {
                return null;
            }
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object from, Object... path) {
        assertThat(at(from, path)).as(List.of(path).toString()).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(at(from, path));
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object from, Object... path) {
        assertThat(at(from, path)).as(List.of(path).toString()).isInstanceOf(List.class);
        return (List<Object>) Objects.requireNonNull(at(from, path));
    }

    static int number(Object from, Object... path) {
        assertThat(at(from, path)).as(List.of(path).toString()).isInstanceOf(Integer.class);
        return (Integer) Objects.requireNonNull(at(from, path));
    }
}
