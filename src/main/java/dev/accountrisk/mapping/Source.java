package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.PointedFields;
import dev.accountrisk.wire.InputRecord;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a rule takes its part of a record from. */
sealed interface Source {
    /** What the rule finds there, or null if the record has nothing there. */
    @Nullable
    Found find(SourceRecord record);

    /** The place in words, for details and explanations. */
    String label();

    /** A place in the value. */
    record Pointer(String pointer, int slot) implements Source {
        @Override
        public @Nullable Found find(SourceRecord record) {
            PointedFields value = record.value();
            return value == null ? null : value.at(slot);
        }

        @Override
        public String label() {
            return pointer;
        }
    }

    /**
     * An attribute of a CloudEvent: a part of the value in structured mode, a header in binary mode.
     *
     * @param slot where it is kept of a structured event
     */
    record Attribute(String name, int slot) implements Source {
        @Override
        public @Nullable Found find(SourceRecord record) {
            PointedFields value = record.value();
            return record.form() == CloudEventForm.STRUCTURED && value != null
                    ? value.at(slot)
                    : new Header(CloudEventForm.PREFIX + name).find(record);
        }

        @Override
        public String label() {
            return "event:" + name;
        }
    }

    /** A header, as UTF-8. */
    record Header(String name) implements Source {
        private static final int BYTES_MAX = 4 * 1024;

        @Override
        public @Nullable Found find(SourceRecord record) {
            byte[] value = record.record().headers().last(name);
            if (value == null) {
                return null;
            }
            // nothing that is valid is longer, and a header has no limit
            return Found.text(value.length > BYTES_MAX ? "" : new String(value, StandardCharsets.UTF_8));
        }

        @Override
        public String label() {
            return "header " + name;
        }
    }

    /** The key, as the mapping's rule for keys reads it. */
    record Key() implements Source {
        @Override
        public @Nullable Found find(SourceRecord record) {
            byte[] key = record.accountKey();
            return key == null || key.length == 0 ? null : Found.text(new String(key, StandardCharsets.UTF_8));
        }

        @Override
        public String label() {
            return "the key";
        }
    }

    /** The record's own timestamp, in epoch milliseconds. */
    record Timestamp() implements Source {
        @Override
        public @Nullable Found find(SourceRecord record) {
            long millis = record.record().timestampMillis();
            return millis == InputRecord.NO_TIMESTAMP ? null : Found.number(Long.toString(millis));
        }

        @Override
        public String label() {
            return "the timestamp";
        }
    }

    /** The partition and the offset, such as {@code 3-1042}: a name of the record that no other record of the topic has. */
    record Position() implements Source {
        @Override
        public @Nullable Found find(SourceRecord record) {
            InputRecord input = record.record();
            return input.offset() == InputRecord.NO_POSITION
                    ? null
                    : Found.text(input.partition() + "-" + input.offset());
        }

        @Override
        public String label() {
            return "the position";
        }
    }

    /** The offset alone: a number that grows within a partition. */
    record Offset() implements Source {
        @Override
        public @Nullable Found find(SourceRecord record) {
            long offset = record.record().offset();
            return offset == InputRecord.NO_POSITION ? null : Found.number(Long.toString(offset));
        }

        @Override
        public String label() {
            return "the offset";
        }
    }

    /** The same for every record. */
    record Constant(Found found) implements Source {
        @Override
        public Found find(SourceRecord record) {
            return found;
        }

        @Override
        public String label() {
            return "a constant";
        }
    }
}
