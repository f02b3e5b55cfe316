package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;

/** The headers of a record. */
@FunctionalInterface
public interface RecordHeaders {
    /** No headers. */
    RecordHeaders NONE = name -> null;

    /** The value of the last header with this name, or null if there is none or its value is null. */
    byte @Nullable [] last(String name);
}
