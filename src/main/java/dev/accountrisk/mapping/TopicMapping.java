package dev.accountrisk.mapping;

import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.mapping.key.KeyWatch;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.OwnRecords;
import dev.accountrisk.wire.RecordDecoder;
import dev.accountrisk.wire.ValueReader;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a topic's records are read: by a mapping or in the contract's own form, from JSON or from values that a reader turns into JSON. */
public final class TopicMapping {
    /** Records have the contract's own form, and the plain decoder reads them without a detour. */
    public static final TopicMapping NONE = new TopicMapping(null, KeyObserver.NONE, null);

    private final @Nullable Mapping mapping;
    private final KeyObserver keys;
    private final @Nullable ValueReader values;

    private TopicMapping(@Nullable Mapping mapping, KeyObserver keys, @Nullable ValueReader values) {
        this.mapping = mapping;
        this.keys = keys;
        this.values = values;
    }

    /** A mapping, with somebody who learns of accounts whose records have different keys. */
    public static TopicMapping of(Mapping mapping, KeyObserver keys) {
        return new TopicMapping(mapping, keys, null);
    }

    /** The same for values that are not JSON. */
    public TopicMapping withValuesOf(ValueReader reader) {
        return new TopicMapping(mapping, keys, reader);
    }

    /** A decoder of the topic's records. */
    public <E> RecordDecoder<E> decoder(PlainDecoder<E> plain) {
        return decoder(plain, mapping == null ? Filter.NONE : mapping.filter());
    }

    /** A decoder that leaves no record out: for records of which an operator has decided that they count. */
    public <E> RecordDecoder<E> unfilteredDecoder(PlainDecoder<E> plain) {
        return decoder(plain, Filter.NONE);
    }

    private <E> RecordDecoder<E> decoder(PlainDecoder<E> plain, Filter filter) {
        RecordDecoder<E> json = mapping == null
                ? plain
                : new MappedDecoder<>(mapping, plain, filter, new KeyWatch(keys));
        return values == null ? json : new DecodedValues<>(values, json, leavesOut(filter), headers(values));
    }

    private Predicate<InputRecord> leavesOut(Filter filter) {
        Mapping read = mapping;
        return read == null || filter.beforeValue().isEmpty()
                ? record -> false
                : record -> !Filter.keeps(filter.beforeValue(), read.open(record));
    }

    private List<String> headers(ValueReader reader) {
        TreeSet<String> names = new TreeSet<>(reader.headers());
        names.addAll(mapping == null ? List.of(OwnRecords.HEADER) : mapping.headers());
        return List.copyOf(names);
    }

    /** Identifies this way of reading: by the mapping, by the decoder, or by both. Empty for the contract's own form in JSON. */
    public Optional<String> digest() {
        String digest = Stream
                .of(mapping == null ? "" : mapping.digest(), values == null ? "" : values.digest())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("+"));
        return Optional.of(digest).filter(found -> !found.isEmpty());
    }

    /** Whether records may be left out. */
    public boolean hasFilter() {
        return mapping != null && !mapping.filter().equals(Filter.NONE);
    }
}
