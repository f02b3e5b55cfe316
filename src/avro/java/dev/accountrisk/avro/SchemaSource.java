package dev.accountrisk.avro;

import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.UnavailableException;
import org.apache.avro.Schema;

/** Where schemas come from. */
@FunctionalInterface
interface SchemaSource {
    /**
     * The schema of an id.
     *
     * @throws BadValueException    if there is no such schema, or it cannot be used
     * @throws UnavailableException if nobody knows now
     */
    Schema find(int id) throws BadValueException, UnavailableException;
}
