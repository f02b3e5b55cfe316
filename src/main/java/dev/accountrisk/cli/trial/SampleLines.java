package dev.accountrisk.cli.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines with samples, byte by byte: what is no UTF-8 stays so, because the worker would park it for that. Blank lines are skipped. */
public final class SampleLines implements AutoCloseable {
    /** Each byte is one character of it, and becomes the same byte again. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final BufferedReader lines;
    private long number;

    /** @param in is closed with the lines */
    public SampleLines(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, BYTES));
    }

    /** The next line, or null at the end. */
    public byte @Nullable [] next() throws IOException {
        String line;
        do {
            line = lines.readLine();
            number++;
        } while (line != null && line.isBlank());
        return line == null ? null : line.getBytes(BYTES);
    }

    /** The number of the line that was read last, counted from 1. */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
