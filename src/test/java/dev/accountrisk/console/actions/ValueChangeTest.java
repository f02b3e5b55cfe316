package dev.accountrisk.console.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is different between the value that came and a corrected one. */
class ValueChangeTest {
    private static List<ValueChange> between(String came, String corrected) {
        return ValueChange.between(came.getBytes(StandardCharsets.UTF_8), corrected.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyFieldsThatDifferAreNamed() {
        assertThat(between("{\"a\":1, \"b\":\"-5\", \"gone\":null}", "{\"b\":\"5\",\"a\":1,\"new\":[2]}"))
                .containsExactly(new ValueChange("b", "\"-5\"", "\"5\""), new ValueChange("gone", "null", null),
                        new ValueChange("new", null, "[2]"));
        assertThat(between("{\"a\": 1}", "{\"a\":1}")).isEmpty();
    }

    @Test
    void valuesThatAreNoObjectsAreComparedWhole() {
        for (String noObject : List.of("[1]", "{not json", "")) {
            assertThat(between(noObject, "{}")).containsExactly(new ValueChange("the whole value", noObject, "{}"));
        }
    }

    @Test
    void aLongTextIsCut() {
        assertThat(between("x".repeat(100_000), "{}").getFirst().before()).hasSize(65_538).endsWith(" …");
    }
}
