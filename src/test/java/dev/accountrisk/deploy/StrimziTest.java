package dev.accountrisk.deploy;

import static dev.accountrisk.deploy.Manifests.at;
import static dev.accountrisk.deploy.Manifests.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The topics and the user for Strimzi say the same as the script for a Kafka without it. */
class StrimziTest {
    private static final Pattern RULE = Pattern.compile("(?m)^acls (.*) --(topic|group) (\\S+)$");
    private static final Pattern OPERATION = Pattern.compile("--operation (\\w+)");

    private static Manifests manifests() throws IOException, InterruptedException {
        return Manifests.render(Manifests.DIR.resolve("strimzi"));
    }

    @Test
    void theUserHasTheRightsOfTheScriptAndNoOther() throws Exception {
        Set<String> rights = new TreeSet<>();
        Object user = manifests().only("KafkaUser", "account-risk-worker");
        for (Object rule : list(user, "spec", "authorization", "acls")) {
            assertThat(at(rule, "resource", "patternType")).isEqualTo("literal");
            for (Object operation : list(rule, "operations")) {
                rights.add(operation + " " + at(rule, "resource", "type") + " " + at(rule, "resource", "name"));
            }
        }

        assertThat(rights).isEqualTo(ofTheScript()).hasSize(11);
    }

    @Test
    void everyTopicOfTheScriptIsThere() throws Exception {
        Set<String> topics = ofTheScript().stream()
                .filter(right -> right.contains(" topic "))
                .map(right -> right.substring(right.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());

        assertThat(manifests().ofKind("KafkaTopic"))
                .allSatisfy(topic -> assertThat(at(topic, "spec", "config", "cleanup.policy")).isEqualTo("delete"))
                .extracting(topic -> String.valueOf(at(topic, "metadata", "name")))
                .containsExactlyInAnyOrderElementsOf(topics);
    }

    private static Set<String> ofTheScript() throws IOException {
        Set<String> rights = new TreeSet<>();
        String script = Files.readString(Path.of("deploy", "kafka", "acls.sh"));
        for (MatchResult rule : RULE.matcher(script).results().toList()) {
            OPERATION.matcher(rule.group(1))
                    .results()
                    .forEach(found -> rights.add(found.group(1) + " " + rule.group(2) + " " + rule.group(3)));
        }
        return rights;
    }
}
