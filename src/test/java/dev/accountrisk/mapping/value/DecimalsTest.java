package dev.accountrisk.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @Property
    void aShiftIsExact(@ForAll @Scale(20) BigDecimal number, @ForAll @IntRange(min = -18, max = 18) int power) {
        assertThat(new BigDecimal(Decimals.shifted(number.toPlainString(), power)))
                .isEqualByComparingTo(number.scaleByPowerOfTen(power));
        assertThat(new BigDecimal(Decimals.shifted(number.toPlainString() + "E-3", power)))
                .isEqualByComparingTo(number.scaleByPowerOfTen(power - 3));
    }

    @Property
    void aTimeIsRoundedDown(@ForAll @Scale(6) BigDecimal number, @ForAll long whole,
            @ForAll @IntRange(min = -6, max = 3) int power) {
        assertRoundedDown(number, power);
        assertRoundedDown(BigDecimal.valueOf(whole), power);
    }

    private static void assertRoundedDown(BigDecimal number, int power) {
        BigDecimal exact = number.scaleByPowerOfTen(power).setScale(0, RoundingMode.FLOOR);
        String floored = Decimals.flooredTimesPowerOfTen(number.toPlainString(), power);
        if (exact.precision() > 24) {
            assertThat(new BigDecimal(floored).abs()).isGreaterThan(BigDecimal.valueOf(Long.MAX_VALUE));
        } else {
            assertThat(new BigDecimal(floored)).isEqualByComparingTo(exact);
        }
    }

    @ParameterizedTest
    @CsvSource({"007,7", "0,0", "000,0", "-007.50,-7.50", "0.5,0.5", "00.5,0.5", "1e5,1e5", "-0,-0", "01E-2,1E-2"})
    void textOfDigitsIsANumber(String text, String number) {
        assertThat(Decimals.ofText(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"''", "-", "+1", "1.", ".5", "1e", "0x1", "NaN", "1_0", "١"})
    void otherTextIsNone(String text) {
        assertThat(Decimals.ofText(text)).isNull();
    }

    @Test
    void hostileNumbersCostNothing() {
        String zeros = "0".repeat(60_000);
        assertThat(Decimals.ofText(zeros + "x")).isNull();
        assertThat(Decimals.flooredTimesPowerOfTen("1" + zeros, 3)).isEqualTo("1e99");
        assertThat(Decimals.flooredTimesPowerOfTen("1e999999999", 3)).isEqualTo("1e99");
        assertThat(Decimals.flooredTimesPowerOfTen("1e99999999999", 3)).isEqualTo("1e99");
        assertThat(Decimals.flooredTimesPowerOfTen("1e-999999999", 3)).isEqualTo("0");
        assertThat(Decimals.flooredTimesPowerOfTen("-1e-999999999", 3)).isEqualTo("-1");
        assertThat(Decimals.shifted("1e99999999999", -2)).isEqualTo("1e99999999999");
    }
}
