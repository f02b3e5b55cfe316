package dev.accountrisk.console.page;

import dev.accountrisk.account.Amounts;
import dev.accountrisk.database.Causes;
import dev.accountrisk.text.PrintableText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;

/**
 * A table as a file of comma-separated values (RFC 4180, UTF-8), sent row by row. No program may take a text in it for a formula:
 * where one would, an apostrophe stands before it. Control characters are written as {@code \\uXXXX}.
 */
public final class Csv {
    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);
    private static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);
    /** What begins a formula, in one program or another. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private final Writer out;

    Csv(Writer out) {
        this.out = out;
    }

    /** Writes the rows. */
    @FunctionalInterface
    public interface Rows {
        /** Writes each of them to the table. */
        void writeTo(Csv table) throws IOException;
    }

    /**
     * Sends a table as a file.
     *
     * @throws IOException if it breaks off: the connection is cut, so that nobody takes a part for the whole
     */
    public static void send(HttpServletResponse response, String fileName, List<String> columns, Rows rows)
            throws IOException {
        response.setContentType(TYPE.toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(fileName, StandardCharsets.UTF_8).build().toString());
        Csv table = new Csv(response.getWriter());
        table.row(columns.toArray());
        try {
            rows.writeTo(table);
            table.out.flush();
        } catch (DataAccessException | TransactionException failure) {
            if (!response.isCommitted()) {
                response.reset();
                throw failure;
            }
            LOG.warn("the file {} broke off: {}", PrintableText.escape(fileName), Causes.innermost(failure));
            throw new IOException("MySQL did not answer", failure);
        }
    }

    /** Adds a row. A cell is a text, a number, a time, or null for an empty one. */
    public void row(@Nullable Object... cells) throws IOException {
        for (int index = 0; index < cells.length; index++) {
            if (index > 0) {
                out.write(',');
            }
            out.write(cell(cells[index]));
        }
        out.write("\r\n");
    }

    private static String cell(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal number -> Amounts.text(number);
            case Number number -> number.toString();
            default -> text(cell.toString());
        };
    }

    private static String text(String text) {
        String printable = PrintableText.escape(text);
        String stripped = printable.stripLeading();
        String harmless = !stripped.isEmpty() && FORMULA.indexOf(stripped.charAt(0)) >= 0 ? "'" + printable : printable;
        boolean plain = harmless.chars().noneMatch(letter -> ",;\"".indexOf(letter) >= 0)
                && harmless.equals(harmless.strip());
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
