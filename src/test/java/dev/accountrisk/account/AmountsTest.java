package dev.accountrisk.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"616, 616", "616.000000000000000000, 616", "600.00, 600", "6E+2, 600", "15.500, 15.5", "0E-18, 0",
            "0.000000000000000001, 0.000000000000000001", "99999999999999999999.10, 99999999999999999999.1"})
    void anAmountHasOneSpellingAndOneScale(BigDecimal amount, String text) {
        assertThat(Amounts.text(amount)).isEqualTo(text);
        assertThat(Amounts.canonical(amount)).isEqualTo(new BigDecimal(text));
    }
}
