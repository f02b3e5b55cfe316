package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The alerts, taken out of the cluster's object. */
final class AlertRules {
    private static final Path FILE = Manifests.DIR.resolve("base/prometheus-rule.yaml");

    private AlertRules() {}

    static List<Map<String, Object>> all() throws IOException {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Object group : Manifests.list(document(), "spec", "groups")) {
            for (Object rule : Manifests.list(group, "rules")) {
                rules.add(Manifests.map(rule));
            }
        }
        assertThat(rules).isNotEmpty();
        return rules;
    }

    /** As Prometheus itself reads rules: what the operator would hand it. */
    static void writePlain(Path file) throws IOException {
        Files.writeString(file, new Yaml().dump(Manifests.map(document(), "spec")));
    }

    private static Map<String, Object> document() throws IOException {
        return Manifests.parse(Files.readString(FILE)).getFirst();
    }
}
