package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.FoundFields;
import dev.accountrisk.mapping.value.PointerTree;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** How the account is read from a record's key. */
sealed interface KeyRule {
    /** Stands for the account of a key that does not fit the rule: no account has this id. */
    byte[] UNFIT = {};

    byte @Nullable [] account(byte @Nullable [] key);

    /** A key that this rule reads as the account. */
    byte[] keyOf(String account);

    /** Why a key does not fit. */
    String misfit();

    /** Whether keys that differ may mean one account. */
    default boolean isAmbiguous() {
        return false;
    }

    /** The whole key. */
    record Whole() implements KeyRule {
        @Override
        public byte @Nullable [] account(byte @Nullable [] key) {
            return key;
        }

        @Override
        public byte[] keyOf(String account) {
            return account.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String misfit() {
            return "the record's key is empty";
        }
    }

    /** What is left of the key without its prefix and its suffix. Both must be there, so keys that differ mean different accounts. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cut(byte[] prefix, byte[] suffix) implements KeyRule {
        static Cut of(String prefix, String suffix) {
            return new Cut(prefix.getBytes(StandardCharsets.UTF_8), suffix.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte @Nullable [] account(byte @Nullable [] key) {
            if (key == null) {
                return null;
            }
            int end = key.length - suffix.length;
            boolean fits = end >= prefix.length
                    && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)
                    && Arrays.equals(key, end, key.length, suffix, 0, suffix.length);
            return fits ? Arrays.copyOfRange(key, prefix.length, end) : UNFIT;
        }

        @Override
        public byte[] keyOf(String account) {
            ByteArrayOutputStream key = new ByteArrayOutputStream();
            key.writeBytes(prefix);
            key.writeBytes(account.getBytes(StandardCharsets.UTF_8));
            key.writeBytes(suffix);
            return key.toByteArray();
        }

        @Override
        public String misfit() {
            return "the record's key does not have the mapping's prefix and suffix";
        }
    }

    /** A place in a key that is a JSON object. */
    record Pointed(String pointer, PointerTree tree) implements KeyRule {
        @Override
        public byte @Nullable [] account(byte @Nullable [] key) {
            if (key == null) {
                return null;
            }
            FoundFields value = new FoundFields(tree, key);
            Found found = value.isReadable() ? value.at(0) : null;
            return found != null && (found.isText() || found.token() == JsonToken.VALUE_NUMBER_INT)
                    ? found.text().getBytes(StandardCharsets.UTF_8)
                    : UNFIT;
        }

        @Override
        public byte[] keyOf(String account) {
            return tree.objectWith(pointer, account).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String misfit() {
            return "the record's key is not a JSON object with text at " + pointer;
        }

        @Override
        public boolean isAmbiguous() {
            return true;
        }
    }
}
