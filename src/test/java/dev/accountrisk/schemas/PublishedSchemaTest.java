package dev.accountrisk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.account.RiskLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each schema is one, its examples are valid, and each of its rules is broken by a document that differs from them in one field. */
class PublishedSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"common", "risk-update", "command", "command-applied", "command-refused",
            "risk-level-changed",
            "balance-changed"})
    void itIsASchemaOfItsDialect(String name) {
        JsonNode schema = PublishedSchema.named(name).node();
        String dialect = schema.path("$schema").asString();
        assertThat(dialect).isEqualTo(Dialects.getDraft202012().getId());
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of(dialect))
                .validate(schema)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"risk-update", "command", "command-applied", "command-refused", "risk-level-changed",
            "balance-changed"})
    void theExamplesAreValidAndEachRuleIsBrokenByADocumentThatDiffersInOneField(String name) {
        PublishedSchema schema = PublishedSchema.named(name);
        JsonNode examples = schema.node().path("examples");
        assertThat(examples).isNotEmpty().allSatisfy(example -> assertThat(schema.errors(example)).isEmpty());

        Set<String> broken = new TreeSet<>();
        examples.forEach(good -> WrongValues.of(good).forEach(wrong -> broken.addAll(schema.brokenRules(wrong))));
        assertThat(broken).containsAll(SchemaRules.of(schema.node()));
    }

    @Test
    void theSchemasHaveTheProgramsOwnWords() {
        JsonNode common = PublishedSchema.named("common").node();
        assertThat(words(common.at("/$defs/commandType/enum"))).isEqualTo(names(CommandType.values()));
        assertThat(words(common.at("/$defs/level/enum"))).isEqualTo(names(RiskLevel.values()));
        assertThat(words(PublishedSchema.named("command-refused").node().at("/properties/data/properties/reason/enum")))
                .isEqualTo(names(Refusal.values()));
    }

    private static List<String> words(JsonNode enumeration) {
        return enumeration.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
