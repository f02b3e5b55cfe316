package dev.accountrisk.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.web.MockHttpServletResponse;

/** A file that is opened in a table program says what the tables say, and no more. */
class CsvTest {
    private static String row(@Nullable Object... cells) throws IOException {
        StringWriter out = new StringWriter();
        new Csv(out).row(cells);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "\uff1d1+1"})
    void noTextIsAFormula(String text) throws IOException {
        assertThat(row(text).replace("\"", "")).startsWith("'" + text);
    }

    @Test
    void controlCharactersAreEscapedAndEveryRowIsOneLine() throws IOException {
        assertThat(row("a\nb\r\tc\u001b[2J\u202e", "x")).isEqualTo("a\\u000ab\\u000d\\u0009c\\u001b[2J\\u202e,x\r\n");
        assertThat(row("\t=1")).as("what some programs strip").isEqualTo("\\u0009=1\r\n");
    }

    @Test
    void cellsAreQuotedWhereTheyMustBe() throws IOException {
        assertThat(row("a,b", "say \"x\"", "=1,\"2\"", null, "", 'c'))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"'=1,\"\"2\"\"\",,,c\r\n");
    }

    @Test
    void numbersAndTimesAreWhole() throws IOException {
        assertThat(
                row(new BigDecimal("-0.500000000000000000"), new BigDecimal("1E+3"), BigDecimal.ZERO.setScale(18), -7L,
                        Instant.EPOCH))
                .isEqualTo("-0.5,1000,0,-7,1970-01-01T00:00:00Z\r\n");
    }

    @Test
    void aFileThatBreaksOffDoesNotEndAsIfItWereWhole() throws IOException {
        MockHttpServletResponse early = new MockHttpServletResponse();
        assertThatThrownBy(() -> Csv.send(early, "f.csv", List.of("a"), _ -> {
            throw new QueryTimeoutException("MySQL is away");
        })).as("a page can still say so").isInstanceOf(QueryTimeoutException.class);
        assertThat(early.getContentAsString()).isEmpty();

        MockHttpServletResponse late = new MockHttpServletResponse();
        assertThatThrownBy(() -> Csv.send(late, "f.csv", List.of("a"), table -> {
            table.row("1");
            late.flushBuffer();
            throw new QueryTimeoutException("MySQL is away");
        })).as("the connection is cut").isInstanceOf(IOException.class);
        assertThat(late.getContentAsString()).isEqualTo("a\r\n1\r\n");
        assertThat(late.getHeader("Content-Disposition")).startsWith("attachment;").contains("f.csv");
    }
}
