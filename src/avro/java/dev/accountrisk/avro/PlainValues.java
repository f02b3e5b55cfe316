package dev.accountrisk.avro;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Writes Avro's values that JSON has no type for. */
final class PlainValues {
    private static final int PLAIN_SCALE_MAX = 100;

    private PlainValues() {}

    /** A decimal as an exact number, a UUID as text, and other bytes in Base64. */
    static void writeBytes(Schema schema, byte[] bytes, JsonGenerator out) throws IOException {
        LogicalType type = schema.getLogicalType();
        if (type instanceof LogicalTypes.Decimal decimal) {
            if (bytes.length == 0) {
                throw new IOException("a decimal without a byte");
            }
            BigDecimal number = new BigDecimal(new BigInteger(bytes), decimal.getScale());
            out.writeNumber(decimal.getScale() > PLAIN_SCALE_MAX ? number.toString() : number.toPlainString());
        } else if (type instanceof LogicalTypes.Uuid && bytes.length == 2 * Long.BYTES) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            out.writeString(new UUID(halves.getLong(), halves.getLong()).toString());
        } else {
            out.writeString(Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** The shortest number that means this value, or the text NaN, Infinity or -Infinity. */
    static void writeFloat(float value, JsonGenerator out) throws IOException {
        if (Float.isFinite(value)) {
            out.writeNumber(Float.toString(value));
        } else {
            out.writeString(Float.toString(value));
        }
    }

    /** The shortest number that means this value, or the text NaN, Infinity or -Infinity. */
    static void writeDouble(double value, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(Double.toString(value));
        } else {
            out.writeString(Double.toString(value));
        }
    }
}
