package dev.accountrisk.console.page;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A column of epoch milliseconds. A negative number stands for a time that is not known, as Kafka's -1 does. */
@Converter
public class EpochMillis implements AttributeConverter<@Nullable Instant, @Nullable Long> {
    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long column) {
        return column == null || column < 0 ? null : Instant.ofEpochMilli(column);
    }
}
