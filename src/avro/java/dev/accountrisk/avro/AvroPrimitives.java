package dev.accountrisk.avro;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;

/**
 * Reads the parts of a value that have a length or a choice. Avro's own reader would believe a length, and take the memory first.
 *
 * @param decoder  reads the value
 * @param bytesMax the value's own length: nothing in it is longer
 */
record AvroPrimitives(BinaryDecoder decoder, int bytesMax) {
    byte[] bytes() throws IOException {
        return bytes(decoder.readLong());
    }

    byte[] bytes(long length) throws IOException {
        if (length < 0) {
            throw new IOException("a negative length");
        }
        if (length > bytesMax) {
            throw new EOFException("a length of more than all bytes");
        }
        byte[] bytes = new byte[(int) length];
        decoder.readFixed(bytes);
        return bytes;
    }

    String text() throws IOException {
        // a new decoder reports malformed bytes
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    }

    /** Which part of a union. */
    int index(int parts) throws IOException {
        return within(decoder.readIndex(), parts);
    }

    /** Which symbol of an enum. */
    int symbol(int symbols) throws IOException {
        return within(decoder.readEnum(), symbols);
    }

    private static int within(int choice, int choices) throws IOException {
        if (choice < 0 || choice >= choices) {
            throw new IOException("there is no such choice");
        }
        return choice;
    }
}
