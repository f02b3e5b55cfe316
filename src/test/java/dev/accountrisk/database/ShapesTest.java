package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
    private final Shapes shapes = new Shapes("IN (", "?", ")");

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "5, 32", "32, 32", "33, 256", "256, 256", "1000, 256"})
    void theNextOfThreeSizesHasRoomForAllOrIsTheLargest(int left, int size) {
        assertThat(Shapes.sizeFor(left)).isEqualTo(size);
    }

    @Test
    void aTextHasAsManyPartsAsRows() {
        assertThat(shapes.sql(4)).isEqualTo("IN (?,?,?,?)").isSameAs(shapes.sql(4));
        assertThat(shapes.sql(1)).isEqualTo("IN (?)");
        assertThat(shapes.sql(3)).isEqualTo("IN (?,?,?)");
        assertThat(shapes.sql(256)).hasSize(5 + 2 * 256 - 1);
    }
}
