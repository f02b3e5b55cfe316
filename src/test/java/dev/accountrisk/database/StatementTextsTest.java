package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextsTest {
    private final StatementTexts texts = new StatementTexts("IN (", "?", ")");

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "5, 16", "16, 16", "17, 64", "64, 64", "65, 256", "256, 256", "1000, 256"})
    void theNextOfFourSizesHasRoomForAllOrIsTheLargest(int left, int size) {
        assertThat(StatementTexts.sizeFor(left)).isEqualTo(size);
    }

    @Test
    void aTextHasAsManyPartsAsRows() {
        assertThat(texts.sql(4)).isEqualTo("IN (?,?,?,?)").isSameAs(texts.sql(4));
        assertThat(texts.sql(1)).isEqualTo("IN (?)");
        assertThat(texts.sql(3)).isEqualTo("IN (?,?,?)");
        assertThat(texts.sql(256)).hasSize(5 + 2 * 256 - 1);
    }
}
