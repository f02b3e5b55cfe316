package dev.accountrisk.mapping;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.mapping.key.KeyWatch;
import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.EntryFields;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.KeptHeaders;
import dev.accountrisk.wire.OwnRecords;
import dev.accountrisk.wire.RecordDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes records by a mapping: it fills the fields of the contract, which have all rules. */
final class MappedDecoder<E> implements RecordDecoder<E> {
    private final Mapping mapping;
    private final PlainDecoder<E> plain;
    private final Filter filter;
    private final KeyWatch keys;
    private final String[] names;
    private final List<String> headers;

    MappedDecoder(Mapping mapping, PlainDecoder<E> plain, Filter filter, KeyWatch keys) {
        this.mapping = mapping;
        this.plain = plain;
        this.filter = filter;
        this.keys = keys;
        this.names = mapping.names();
        this.headers = mapping.headers();
    }

    @Override
    public Decoded<E> decode(InputRecord record) {
        if (OwnRecords.isOwn(record.headers())) {
            return plain.decode(record);
        }
        SourceRecord opened = mapping.open(record);
        if (!Filter.keeps(filter.beforeValue(), opened)) {
            return new Decoded.Ignored<>();
        }
        if (opened.form() == CloudEventForm.BATCH) {
            return new Decoded.Invalid<>(ParkReason.NOT_JSON,
                    "the value is a batch of CloudEvents: a record has one event");
        }
        EntryFields<E> contract = plain.open(names);
        MappedFields fields = mapping.fill(opened.form(), contract);
        fields.read(record.value());
        if (!fields.isReadable()) {
            return fields.invalid();
        }
        SourceRecord read = opened.with(fields);
        if (!Filter.keeps(filter.ofValue(), read)) {
            return new Decoded.Ignored<>();
        }
        for (Rule rule : mapping.otherRules()) {
            Found found = rule.source().find(read);
            if (found != null) {
                fields.give(rule, found);
            }
        }
        Decoded<E> decoded = contract.decoded(read.accountKey(), record.timestampMillis());
        return mapping.key().isAmbiguous() || decoded instanceof Decoded.Invalid<E>
                ? withRegardToTheKey(decoded, read)
                : decoded;
    }

    private Decoded<E> withRegardToTheKey(Decoded<E> decoded, SourceRecord read) {
        byte[] key = read.record().key();
        if (decoded instanceof Decoded.Invalid<E>(ParkReason reason, String detail, var entryId)) {
            boolean isMisfit = reason == ParkReason.KEY_MISMATCH && read.accountKey() != null
                    && read.accountKey().length == 0;
            return new Decoded.Invalid<>(reason, isMisfit ? mapping.key().misfit() : detail, entryId);
        }
        if (decoded instanceof Decoded.Valid<E>(E event) && event instanceof Entry entry && key != null) {
            keys.see(entry.accountUuid(), key, read.record().partition());
        }
        return decoded;
    }

    @Override
    public byte @Nullable [] accountKey(InputRecord record) {
        return OwnRecords.isOwn(record.headers()) ? record.key() : mapping.key().account(record.key());
    }

    @Override
    public byte @Nullable [] keptHeaders(InputRecord record) {
        return KeptHeaders.pack(headers, record.headers());
    }
}
