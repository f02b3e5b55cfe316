package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of a row. */
class JsonRowTest {
    private final StringBuilder text = new StringBuilder();
    private final JsonRow row = new JsonRow(text);

    @Test
    void aRowIsAnArray() {
        row.begin();
        row.plain("a.B_1:c-9").number(Long.MIN_VALUE).amount(new BigDecimal("1E+3")).hex(new byte[]{0, 127, -128, -1});
        row.plain(null).amount(null);
        row.end();
        assertThat(text).hasToString("[\"a.B_1:c-9\",-9223372036854775808,\"1000\",\"007f80ff\",null,null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "\u007f", "é"})
    void whatJsonWouldReadOtherwiseIsRefused(String value) {
        row.begin();
        assertThatThrownBy(() -> row.plain(value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }
}
