package dev.accountrisk.mapping;

import static dev.accountrisk.mapping.MappedRecord.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.risk.RiskUpdateDecoder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken file is refused with its line, the field and the rule. */
class MappingFileTest {
    private static final String FIELDS = """
            # a comment
            fields:
              eventId: /id
              accountUuid: /account
              risk: /score
              occurredAt: timestamp
            """;

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "line 1: the mapping: is empty: it needs fields"),
                Arguments.of("- a", "line 1: the mapping: must be a map of names to values"),
                Arguments.of("fields: {", "line 1: YAML: expected the node content, but found '<stream end>'"),
                Arguments.of("feilds: {}", "line 1: feilds: is not known here; there may be fields, key, only"),
                Arguments.of("key: {prefix: a}", "line 1: fields: is required"),
                Arguments.of(FIELDS.replace("  risk: /score\n", ""),
                        "line 3: fields.risk: is required: say where it comes from"),
                Arguments.of(FIELDS + "  amount: /x\n",
                        "line 7: fields.amount: is not known here; there may be eventId,"
                                + " accountUuid, type, risk, occurredAt, sequence, source"),
                Arguments.of(FIELDS + "  eventId: /x\n", "line 7: fields.eventId: is there twice"),
                Arguments.of(FIELDS + "  source: id\n", "line 7: fields.source: must be a JSON Pointer such as"
                        + " /account/id, header:NAME, event:NAME, key, timestamp, position or offset"),
                Arguments.of(FIELDS + "  source: 'header:'\n", "line 7: fields.source: must be a JSON Pointer such as"
                        + " /account/id, header:NAME, event:NAME, key, timestamp, position or offset"),
                Arguments.of(FIELDS + "  source: 'event:Id'\n",
                        "line 7: fields.source: must have only lower-case letters and digits after event:"),
                Arguments.of(FIELDS + "  source: /a~2\n",
                        "line 7: fields.source: a JSON Pointer has ~ only as ~0 for ~ and ~1 for /"),
                Arguments.of(FIELDS + "  source: /" + "x".repeat(128) + "\n",
                        "line 7: fields.source: must have at most 128 characters"),
                Arguments.of(FIELDS + "  source:\n", "line 7: fields.source: must be a single value"),
                Arguments.of(FIELDS + "  source: []\n", "line 7: fields.source: must be a map of names to values"),
                Arguments.of(FIELDS + "  source: {form: /x}\n",
                        "line 7: fields.source.form: is not known here; there may"
                                + " be from, constant, unit, shift, values, as"),
                Arguments.of(FIELDS + "  source: {values: {a: b}}\n",
                        "line 7: fields.source: needs either from or constant"),
                Arguments.of(FIELDS + "  source:\n    from: /x\n    constant: y\n",
                        "line 8: fields.source: needs either from or constant"),
                Arguments.of(FIELDS + "  sequence: {from: /x, shift: 2}\n",
                        "line 7: fields.sequence.shift: only risk and amounts can be shifted"),
                Arguments.of(FIELDS + "  sequence: {from: /x, unit: s}\n",
                        "line 7: fields.sequence.unit: only a time has a unit"),
                Arguments.of(FIELDS + "  sequence: {from: /x, as: text}\n",
                        "line 7: fields.sequence.as: must be number: text of digits counts as a number"),
                Arguments.of(FIELDS + "  sequence: {from: /x, values: {a: b}}\n",
                        "line 7: fields.sequence.values: only words can be translated"),
                Arguments.of(FIELDS + "  source: {from: /x, as: number}\n",
                        "line 7: fields.source.as: only risk and sequence take it"),
                Arguments.of(FIELDS.replace("risk: /score", "risk: {from: /score, shift: 0.5}"),
                        "line 5: fields.risk.shift: must be a whole number from -18 to 18, such as -2 for cents"),
                Arguments.of(FIELDS.replace("risk: /score", "risk: {from: /score, shift: 19}"),
                        "line 5: fields.risk.shift: must be a whole number from -18 to 18, such as -2 for cents"),
                Arguments.of(FIELDS.replace("timestamp", "{from: /at, unit: seconds}"),
                        "line 6: fields.occurredAt.unit: must be one of s, ms, us, ns, iso"),
                Arguments.of(FIELDS + "  type: {constant: PUT}\n",
                        "line 7: fields.type.constant: must be one of SET, ADD"),
                Arguments.of(FIELDS + "  type:\n    from: /t\n    values:\n      a: PUT\n",
                        "line 10: fields.type.values.a: must become one of SET, ADD"),
                Arguments.of(FIELDS.replace("/account", "{constant: 'no id'}"),
                        "line 4: fields.accountUuid.constant: must be 1 to 64 characters of A-Z a-z 0-9 . _ : -"),
                Arguments.of(FIELDS + "key: {pointer: id}\n", "line 7: key.pointer: a JSON Pointer begins with /"),
                Arguments.of(FIELDS + "key: {pointer: /id, prefix: a}\n",
                        "line 7: key.pointer: cannot be there beside prefix or suffix"),
                Arguments.of(FIELDS + "only: {from: /x, in: [a]}\n", "line 7: only: must be a list"),
                Arguments.of(FIELDS + "only:\n  - from: /x\n", "line 8: only: needs either in or not-in"),
                Arguments.of(FIELDS + "only:\n  - {from: /x, in: a}\n", "line 8: only.in: must be a list"),
                Arguments.of(FIELDS + "only:\n  - {in: [a]}\n", "line 8: only.from: is required"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefused(String file, String message) {
        assertThatThrownBy(() -> MappingFile.parse(bytes(file), RiskUpdateDecoder.FIELDS))
                .isInstanceOf(MappingException.class)
                .hasMessage(message);
    }

    @Test
    void moreNamesOfOneObjectThanAReaderKeepsAreRefused() {
        StringBuilder many = new StringBuilder(FIELDS + "only:\n");
        IntStream.range(0, 64).forEach(i -> many.append("  - {from: /n").append(i).append(", in: [a]}\n"));

        assertThatThrownBy(() -> MappingFile.parse(bytes(many.toString()), RiskUpdateDecoder.FIELDS))
                .hasMessage("line 3: fields.eventId: at most 64 names of one object can be mapped");
    }

    @Test
    void theDigestTellsMappingsApartAndNothingElse() {
        String digest = digest(FIELDS);

        assertThat(digest).hasSize(16);
        assertThat(digest(FIELDS.replace("# a comment\n", "").replace("/id", "{from: \"/id\"}"))).isEqualTo(digest);
        assertThat(Stream.of(FIELDS.replace("/id", "/ids"), FIELDS.replace("/id", "{constant: a}"),
                FIELDS.replace("/id", "{constant: b}"), FIELDS.replace("/score", "{from: /score, shift: 1}"),
                FIELDS.replace("/score", "{from: /score, as: number}"), FIELDS + "  source: /x\n",
                FIELDS + "  source: {from: /x, values: {a: b}}\n", FIELDS + "key: {prefix: a}\n",
                FIELDS + "key: {suffix: a}\n", FIELDS + "key: {pointer: /a}\n",
                FIELDS + "only: [{from: /x, in: [a]}]\n", FIELDS + "only: [{from: /x, not-in: [a]}]\n",
                FIELDS + "only: [{from: /x, in: [a, b]}]\n", FIELDS.replace("timestamp", "{from: /at}"),
                FIELDS.replace("timestamp", "{from: /at, unit: s}"))
                .map(MappingFileTest::digest)).doesNotHaveDuplicates().doesNotContain(digest);
    }

    private static String digest(String file) {
        return MappingFile.parse(bytes(file), RiskUpdateDecoder.FIELDS).digest();
    }

    @Test
    void commandsHaveTheirOwnFields() {
        assertThatThrownBy(
                () -> MappingFile.parse(bytes("fields: {commandId: /a, accountUuid: /b}"), CommandDecoder.FIELDS))
                .hasMessage("line 1: fields.type: is required: say where it comes from");
    }
}
