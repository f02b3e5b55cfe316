package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;

/** Numbers read from their text equal those of the platform, which reads them the slow way. */
class NumbersPropertiesTest {
    private static final BigDecimal BEYOND = BigDecimal.TEN.pow(20);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    @Property(tries = 5_000)
    void amountsEqualBigDecimalWithinTheirBounds(@ForAll("numbers") String number) {
        BigDecimal value = new BigDecimal(number);
        BigDecimal least = value.stripTrailingZeros();
        boolean inRange = value.signum() > 0 && value.compareTo(BEYOND) < 0 && least.scale() <= 18;

        BigDecimal amount = Numbers.amount(number.toCharArray(), 0, number.length());

        if (!inRange) {
            assertThat(amount).isNull();
            return;
        }
        assertThat(amount).isEqualTo(least.scale() < 0 ? least.setScale(0) : least);
    }

    @Property(tries = 5_000)
    void doublesEqualThoseOfThePlatform(@ForAll("numbers") String number) {
        assertThat(Numbers.nearestDouble(padded(number), 2, number.length())).isEqualTo(Double.parseDouble(number));
    }

    @Property
    void shortDoublesComeBackAsTheyWere(@ForAll double value) {
        String text = new BigDecimal(value).toPlainString();

        assertThat(Numbers.nearestDouble(padded(text), 2, text.length())).isEqualTo(value + 0.0);
    }

    @Property(tries = 5_000)
    void integersFitOrDoNot(@ForAll("integers") BigInteger value) {
        String text = value.toString();
        boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(GREATEST) <= 0;

        assertThat(Numbers.fitsLong(padded(text), 2, text.length())).isEqualTo(fits);
        if (fits) {
            assertThat(Numbers.toLong(padded(text), 2, text.length())).isEqualTo(value.longValueExact());
        }
    }

    @Property(tries = 5_000)
    void wholeNumbersEqualBigDecimals(@ForAll("numbers") String number) {
        BigDecimal value = new BigDecimal(number);
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;

        assertThat(Numbers.isWhole(padded(number), 2, number.length())).isEqualTo(isWhole);
        if (isWhole) {
            boolean fits = value.toBigIntegerExact().bitLength() < Long.SIZE;
            assertThat(Numbers.wholeToLong(padded(number), 2, number.length()))
                    .isEqualTo(fits ? value.longValueExact() : null);
        }
    }

    @Property(tries = 5_000)
    void magnitudesAreComparedExactly(@ForAll("numbers") String number, @ForAll @IntRange(max = 25) int power) {
        assertThat(Numbers.exceedsPowerOfTen(padded(number), 2, number.length(), power))
                .isEqualTo(new BigDecimal(number).abs().compareTo(BigDecimal.TEN.pow(power)) > 0);
    }

    @Property
    void plainDecimalsAreWhatTheContractSays(@ForAll("decimals") String text) {
        assertThat(Numbers.isPlainDecimal(padded(text), 2, text.length()))
                .isEqualTo(text.matches("[0-9]+(\\.[0-9]+)?"));
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> signs = Arbitraries.frequency(Tuple.of(9, ""), Tuple.of(1, "-"));
        Arbitrary<String> integers = digits().ofMinLength(1).ofMaxLength(24).map(NumbersPropertiesTest::asInteger);
        Arbitrary<String> fractions = digits().ofMaxLength(24).map(digits -> digits.isEmpty() ? "" : "." + digits);
        Arbitrary<String> exponents = Arbitraries.integers()
                .between(-45, 45)
                .map(exponent -> Math.abs(exponent) > 30 ? "" : "e" + exponent);
        return Combinators.combine(signs, integers, fractions, exponents)
                .as((sign, integer, fraction, exponent) -> sign + integer + fraction + exponent);
    }

    @Provide
    Arbitrary<BigInteger> integers() {
        Arbitrary<BigInteger> near = Arbitraries.bigIntegers()
                .between(BigInteger.valueOf(-100),
                        BigInteger.valueOf(100));
        Arbitrary<BigInteger> around = Arbitraries.of(LEAST, GREATEST, BigInteger.ZERO, BigInteger.TEN.pow(18),
                BigInteger.TEN.pow(19), BigInteger.TEN.pow(18).negate(), BigInteger.TEN.pow(30));
        return Combinators.combine(near, around).as(BigInteger::add);
    }

    @Provide
    Arbitrary<String> decimals() {
        return Arbitraries.strings().withChars("0123456789..-+e ").ofMaxLength(6);
    }

    /** Digits with as many zeros as real amounts have. */
    private static StringArbitrary digits() {
        return Arbitraries.strings().withChars("00000123456789");
    }

    private static String asInteger(String digits) {
        String stripped = digits.replaceFirst("^0+", "");
        return stripped.isEmpty() ? "0" : stripped;
    }

    private static char[] padded(String text) {
        return ("7." + text + "7").toCharArray();
    }
}
