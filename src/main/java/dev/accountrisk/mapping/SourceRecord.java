package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.PointedFields;
import dev.accountrisk.wire.InputRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record while rules take its parts.
 *
 * @param accountKey the key as the contract has it; empty if the mapping's rule does not fit it
 * @param form       whether the value is a CloudEvent around the data
 * @param value      the value's parts, or null while it is not read yet
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record SourceRecord(InputRecord record, byte @Nullable [] accountKey, CloudEventForm form,
        @Nullable PointedFields value) {

    SourceRecord with(PointedFields read) {
        return new SourceRecord(record, accountKey, form, read);
    }
}
