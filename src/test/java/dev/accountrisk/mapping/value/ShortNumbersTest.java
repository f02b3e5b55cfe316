package dev.accountrisk.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.TextValue;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** The short way gives what the long one gives, to the last character. */
class ShortNumbersTest {
    private final TextValue into = new TextValue();

    @Property
    void aFractionIsThatOfTheLongWay(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long number,
            @ForAll @IntRange(min = 1, max = 18) int fractionDigits) {
        assertFraction(Long.toString(number), fractionDigits);
        assertFraction(Long.toString(number % 1_000), fractionDigits);
    }

    @ParameterizedTest
    @CsvSource({"0,2", "5,2", "12,2", "123,2", "999999999999999,18"})
    void theLastDigitsBecomeTheFraction(String number, int fractionDigits) {
        assertFraction(number, fractionDigits);
    }

    private void assertFraction(String number, int fractionDigits) {
        assertThat(ShortNumbers.withFraction(at(number), fractionDigits, into)).isTrue();
        assertThat(into.getString()).isEqualTo(Decimals.shifted(number, -fractionDigits));
    }

    @Property
    void aTimeIsThatOfTheLongWay(@ForAll @LongRange(min = 1_000_000_000L, max = 999_999_999_999_999L) long whole,
            @ForAll @BigRange(min = "1", max = "9999999999") @Scale(9) BigDecimal number,
            @ForAll @IntRange(min = -6, max = 3) int power) {
        if (power != 0) {
            assertTime(Long.toString(whole), power);
            assertTime(number.toPlainString(), power);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,3", "1.5,3", "1763776800.1239,3", "1763776800,3", "1763776800123456,-3", "1000,-3", "1999.9,-3"})
    void aTimeIsCutToMilliseconds(String number, int power) {
        assertTime(number, power);
    }

    private void assertTime(String number, int power) {
        if (ShortNumbers.flooredTimesPowerOfTen(at(number), power, into)) {
            assertThat(into.getString()).isEqualTo(Decimals.flooredTimesPowerOfTen(number, power));
        } else {
            assertThat(number).matches(longWay -> longWay.length() > 15 || longWay.indexOf('.') <= 6);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,3", "0,3", "0.5,3", "1e3,3", "1.5e3,3", "-1.5,3", "12,-3", "123,-3", "1234567890123456,3",
            "1.2345678901234567890123456789012,3"})
    void otherTimesGoTheLongWay(String number, int power) {
        assertThat(ShortNumbers.flooredTimesPowerOfTen(at(number), power, into)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5", "1e3", "1234567890123456"})
    void otherDecimalsGoTheLongWay(String number) {
        assertThat(ShortNumbers.withFraction(at(number), 2, into)).isFalse();
    }

    private static JsonParser at(String number) {
        JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), number + " ");
        parser.nextToken();
        return parser;
    }
}
