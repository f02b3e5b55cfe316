package dev.accountrisk.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes that may not become more than the worker takes: a few bytes of Avro may mean any number of values. */
final class BoundedBytes extends OutputStream {
    private static final int BYTES_MAX = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        if (bytes.size() + count > BYTES_MAX) {
            throw new IOException("more than 65536 bytes");
        }
        bytes.write(from, offset, count);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
