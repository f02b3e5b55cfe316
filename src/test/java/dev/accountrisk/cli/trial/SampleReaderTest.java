package dev.accountrisk.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.wire.InputRecord;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleReaderTest {
    private static final long NOW_MILLIS = 1_763_776_800_000L;
    private final SampleReader reader = new SampleReader(NOW_MILLIS);

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "no JSON", "{\"value\":1,\"other\":2}", "{\"key\":\"a\"}", "[1]",
            "{\"value\":"})
    void aLineIsAValue(String line) {
        Sample sample = read(line, 3);

        assertThat(text(sample.record().value())).isEqualTo(line);
        assertThat(sample.isKeyed()).isFalse();
        assertThat(sample.record().timestampMillis()).isEqualTo(NOW_MILLIS);
        assertThat(sample.record().offset()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"value": {"a": 1.10, "a":[2 ]} }                 | {"a": 1.10, "a":[2 ]}
            {"value": "no \\u004aSON"}                        | no JSON
            {"value": 1.50 }                                  | 1.50
            {"valueBase64": "bm8="}                           | no
            {"value": true, "key": "k"}                       | true
            {"value": {"ä": "𝄞"}, "key": null}                | {"ä": "𝄞"}
            """)
    void jsonIsPassedOnAsItIsWritten(String line, String value) {
        assertThat(text(read(line, 1).record().value())).isEqualTo(value);
    }

    @Test
    void anObjectHasTheOtherPartsOfARecord() {
        Sample sample = read("{\"key\":{\"no\": 8},\"timestamp\":17,\"headers\":{\"tenant\":\"eu\",\"n\":1},"
                + "\"value\":null}", 1);
        InputRecord record = sample.record();

        assertThat(sample.isKeyed()).isTrue();
        assertThat(text(record.key())).isEqualTo("{\"no\": 8}");
        assertThat(record.timestampMillis()).isEqualTo(17);
        assertThat(text(record.headers().last("tenant"))).isEqualTo("eu");
        assertThat(text(record.headers().last("n"))).isEqualTo("1");
        assertThat(record.headers().last("other")).isNull();
        assertThat(record.value()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"value":1,"timestamp":"now"} | timestamp: must be epoch milliseconds
            {"value":1,"headers":[1]}     | headers: must be an object of names and texts
            {"valueBase64":"no Base64"}   | valueBase64: must be text in Base64
            {"valueBase64":{}}            | valueBase64: must be text in Base64
            """)
    void aPartWithoutItsFormIsNamed(String line, String rule) {
        assertThatThrownBy(() -> read(line, 1)).isInstanceOf(IllegalArgumentException.class).hasMessage(rule);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private Sample read(String line, long number) {
        return reader.read(line.getBytes(StandardCharsets.UTF_8), number);
    }
}
