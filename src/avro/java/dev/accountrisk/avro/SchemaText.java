package dev.accountrisk.avro;

import dev.accountrisk.decoder.BadValueException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads schemas. */
final class SchemaText {
    private SchemaText() {}

    static Schema parse(int id, String text) throws BadValueException {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException wrong) {
            throw new BadValueException("schema " + id + " is no Avro schema that stands alone", wrong);
        }
    }

    static BadValueException unknown(int id) {
        return new BadValueException("schema " + id + " is unknown");
    }
}
