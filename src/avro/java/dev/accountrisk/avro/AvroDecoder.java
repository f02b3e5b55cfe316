package dev.accountrisk.avro;

import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.EncodedRecord;
import dev.accountrisk.decoder.UnavailableException;
import dev.accountrisk.decoder.ValueDecoder;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;

/** Decodes values that begin with a byte of zero and the schema's id in four bytes, the highest first. */
final class AvroDecoder implements ValueDecoder {
    private static final int PREFIX_BYTES = 5;

    private final SchemaSource schemas;

    AvroDecoder(SchemaSource schemas) {
        this.schemas = schemas;
    }

    @Override
    public byte[] toJson(EncodedRecord record) throws BadValueException, UnavailableException {
        byte[] value = record.value();
        if (value.length < PREFIX_BYTES || value[0] != 0) {
            throw new BadValueException("it does not begin with a byte of zero and the four bytes of a schema's id");
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        Schema schema = schemas.find(id);
        return AvroToJson.convert(schema, id, value, PREFIX_BYTES);
    }
}
