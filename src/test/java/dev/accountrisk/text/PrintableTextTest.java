package dev.accountrisk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is printed does not steer a terminal. */
class PrintableTextTest {
    @Test
    void controlAndDirectionCharactersAreEscaped() {
        assertThat(PrintableText.escape("a\u001b[31m\u0007\t\u007f\u009b\u202e\u2066\u200f\u061c\u2028\ufeff\ue000b"))
                .isEqualTo(
                        "a\\u001b[31m\\u0007\\u0009\\u007f\\u009b\\u202e\\u2066\\u200f\\u061c\\u2028\\ufeff\\ue000b");
        assertThat(PrintableText.escape("\ud83d\ude00 \u00e9 \u6f22 e\u0301"))
                .isEqualTo("\ud83d\ude00 \u00e9 \u6f22 e\u0301");
        assertThat(PrintableText.escape("\ud83d and \udb40\udc01")).isEqualTo("\\ud83d and \\udb40\\udc01");
    }

    @Test
    void jsonKeepsItsMeaning() {
        String value = "\u202e\u0085\udb40\udc01\u001b";
        String json = PrintableText.escape(JsonMapper.shared().writeValueAsString(value));
        assertThat(json).isPrintable();
        assertThat(JsonMapper.shared().readValue(json, String.class)).isEqualTo(value);
    }

    @Test
    void bytesThatAreNoTextAreEncoded() {
        assertThat(PrintableText.decode(new byte[]{(byte) 0xff, 1})).isEqualTo("base64:/wE=");
        assertThat(PrintableText.decode("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo("{}");
        assertThat(PrintableText.decode(null)).isNull();
    }
}
