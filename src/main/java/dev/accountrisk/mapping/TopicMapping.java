package dev.accountrisk.mapping;

import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.mapping.key.KeyWatch;
import dev.accountrisk.wire.RecordDecoder;
import java.util.Optional;

/** How a topic's records are read: by a mapping, or in the contract's own form. */
public interface TopicMapping {
    /** Records have the contract's own form, and the plain decoder reads them without a detour. */
    TopicMapping NONE = new TopicMapping() {
        @Override
        public <E> RecordDecoder<E> decoder(PlainDecoder<E> plain) {
            return plain;
        }

        @Override
        public <E> RecordDecoder<E> unfilteredDecoder(PlainDecoder<E> plain) {
            return plain;
        }

        @Override
        public Optional<String> digest() {
            return Optional.empty();
        }

        @Override
        public boolean hasFilter() {
            return false;
        }
    };

    /** A mapping, with somebody who learns of accounts whose records have different keys. */
    static TopicMapping of(Mapping mapping, KeyObserver observer) {
        return new TopicMapping() {
            @Override
            public <E> RecordDecoder<E> decoder(PlainDecoder<E> plain) {
                return new MappedDecoder<>(mapping, plain, mapping.filter(), new KeyWatch(observer));
            }

            @Override
            public <E> RecordDecoder<E> unfilteredDecoder(PlainDecoder<E> plain) {
                return new MappedDecoder<>(mapping, plain, Filter.NONE, new KeyWatch(observer));
            }

            @Override
            public Optional<String> digest() {
                return Optional.of(mapping.digest());
            }

            @Override
            public boolean hasFilter() {
                return !mapping.filter().equals(Filter.NONE);
            }
        };
    }

    /** A decoder of the topic's records. */
    <E> RecordDecoder<E> decoder(PlainDecoder<E> plain);

    /** A decoder that leaves no record out: for records of which an operator has decided that they count. */
    <E> RecordDecoder<E> unfilteredDecoder(PlainDecoder<E> plain);

    /** What tells this mapping from others; empty for the contract's own form. */
    Optional<String> digest();

    /** Whether records may be left out. */
    boolean hasFilter();
}
