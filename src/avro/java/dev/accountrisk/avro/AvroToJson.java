package dev.accountrisk.avro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import dev.accountrisk.decoder.BadValueException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Writes JSON while it reads Avro's binary form. What a value claims about its own size is never believed: it may take no more memory
 * than its bytes and the JSON of them.
 */
final class AvroToJson {
    private static final int LEVELS_MAX = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(LEVELS_MAX).build())
            .build();

    private final AvroPrimitives in;
    private final JsonGenerator out;

    private AvroToJson(AvroPrimitives in, JsonGenerator out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Converts a value.
     *
     * @param from where the data begins
     */
    static byte[] convert(Schema schema, int id, byte[] value, int from) throws BadValueException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
        BoundedBytes bytes = new BoundedBytes();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new AvroToJson(new AvroPrimitives(decoder, value.length), json).write(schema);
            if (!decoder.isEnd()) {
                throw new BadValueException("it has bytes after the data of schema " + id);
            }
        } catch (EOFException end) {
            throw new BadValueException("it ends before the data of schema " + id + " does", end);
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException wrong) {
            throw new BadValueException(
                    "it is not data of schema " + id + ", or more than 65536 bytes or 16 levels as JSON", wrong);
        }
        return bytes.toByteArray();
    }

    private void write(Schema schema) throws IOException {
        switch (schema.getType()) {
            case RECORD -> writeRecord(schema);
            case ARRAY -> writeArray(schema.getElementType());
            case MAP -> writeMap(schema.getValueType());
            case UNION -> write(schema.getTypes().get(in.index(schema.getTypes().size())));
            case ENUM -> out.writeString(schema.getEnumSymbols().get(in.symbol(schema.getEnumSymbols().size())));
            case FIXED -> PlainValues.writeBytes(schema, in.bytes(schema.getFixedSize()), out);
            case BYTES -> PlainValues.writeBytes(schema, in.bytes(), out);
            case STRING -> out.writeString(in.text());
            case INT -> out.writeNumber(in.decoder().readInt());
            case LONG -> out.writeNumber(in.decoder().readLong());
            case FLOAT -> PlainValues.writeFloat(in.decoder().readFloat(), out);
            case DOUBLE -> PlainValues.writeDouble(in.decoder().readDouble(), out);
            case BOOLEAN -> out.writeBoolean(in.decoder().readBoolean());
            case NULL -> out.writeNull();
        }
    }

    private void writeRecord(Schema schema) throws IOException {
        out.writeStartObject();
        for (Schema.Field field : schema.getFields()) {
            out.writeFieldName(field.name());
            write(field.schema());
        }
        out.writeEndObject();
    }

    private void writeArray(Schema element) throws IOException {
        out.writeStartArray();
        for (long left = in.decoder().readArrayStart(); left > 0; left = in.decoder().arrayNext()) {
            for (long i = 0; i < left; i++) {
                write(element);
            }
        }
        out.writeEndArray();
    }

    private void writeMap(Schema value) throws IOException {
        out.writeStartObject();
        for (long left = in.decoder().readMapStart(); left > 0; left = in.decoder().mapNext()) {
            for (long i = 0; i < left; i++) {
                out.writeFieldName(in.text());
                write(value);
            }
        }
        out.writeEndObject();
    }
}
