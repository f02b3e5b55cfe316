package dev.accountrisk.avro;

import dev.accountrisk.decoder.ValueDecoder;
import dev.accountrisk.decoder.ValueDecoderFactory;
import java.util.Map;

/** Makes decoders of Avro, with schemas from a folder or from a registry. */
public final class AvroDecoderFactory implements ValueDecoderFactory {
    @Override
    public String name() {
        return "avro";
    }

    @Override
    public ValueDecoder open(Map<String, String> settings) {
        return new AvroDecoder(new KnownSchemas(new AvroSettings(settings).schemas()));
    }
}
