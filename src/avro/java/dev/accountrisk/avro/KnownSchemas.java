package dev.accountrisk.avro;

import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.UnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Keeps every schema for ever, because a schema never changes. */
final class KnownSchemas implements SchemaSource {
    private final SchemaSource source;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    KnownSchemas(SchemaSource source) {
        this.source = source;
    }

    @Override
    public Schema find(int id) throws BadValueException, UnavailableException {
        @Nullable
        Schema schema = known.get(id);
        return schema == null ? ask(id) : schema;
    }

    private synchronized Schema ask(int id) throws BadValueException, UnavailableException {
        @Nullable
        Schema schema = known.get(id);
        if (schema == null) {
            schema = source.find(id);
            known.put(id, schema);
        }
        return schema;
    }
}
