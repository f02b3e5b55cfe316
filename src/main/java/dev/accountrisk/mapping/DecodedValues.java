package dev.accountrisk.mapping;

import dev.accountrisk.wire.CorrectedValue;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.KeptHeaders;
import dev.accountrisk.wire.RecordDecoder;
import dev.accountrisk.wire.ValueReader;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records whose values are not JSON: a reader makes JSON of the value, and the rest is as for any record.
 *
 * @param values    the reader
 * @param json      decodes the record with JSON as its value
 * @param leavesOut whether a condition leaves a record out whatever its value is
 * @param headers   the headers that both need
 */
record DecodedValues<E>(ValueReader values, RecordDecoder<E> json, Predicate<InputRecord> leavesOut,
        List<String> headers) implements RecordDecoder<E> {

    @Override
    public Decoded<E> decode(InputRecord record) {
        if (CorrectedValue.isJson(record.headers()) || !Json.isOfValidSize(record.value()) || leavesOut.test(record)) {
            return json.decode(record);
        }
        return switch (values.read(record)) {
            case Decoded.Valid<InputRecord>(InputRecord read) -> json.decode(read);
            case Decoded.Invalid<InputRecord> invalid -> new Decoded.Invalid<>(invalid.reason(), invalid.detail());
            case Decoded.Ignored<InputRecord> _ -> new Decoded.Ignored<>();
        };
    }

    @Override
    public byte @Nullable [] accountKey(InputRecord record) {
        return json.accountKey(record);
    }

    @Override
    public byte @Nullable [] keptHeaders(InputRecord record) {
        return KeptHeaders.pack(headers, record.headers());
    }
}
