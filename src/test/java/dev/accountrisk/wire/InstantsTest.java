package dev.accountrisk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    @ParameterizedTest
    @CsvSource({"2026-01-31T12:00Z, 2026-01-31T12:00:00Z", "2026-01-31T12:00+02:00, 2026-01-31T10:00:00Z",
            "2026-01-31T12:00:00+02, 2026-01-31T10:00:00Z", "2026-01-31T12:00:00+0200, 2026-01-31T10:00:00Z",
            "2026-01-31T12:00-0330, 2026-01-31T15:30:00Z", "2026-01-31T12:00-03:30, 2026-01-31T15:30:00Z",
            "2026-01-31T12:00-03, 2026-01-31T15:00:00Z", "2026-01-31t12:00:00z, 2026-01-31T12:00:00Z",
            "2026-01-31T12:00z, 2026-01-31T12:00:00Z", "2026-01-31t12:00:00.5+00:00, 2026-01-31T12:00:00.500Z",
            "2026-01-31T12:00:00-00:00, 2026-01-31T12:00:00Z", "2026-01-31T00:30+02:00, 2026-01-30T22:30:00Z",
            "2026-12-31T23:59:59.9999-00:01, 2027-01-01T00:00:59.999Z",
            "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.100Z",
            "2026-01-31T12:00:00.12Z, 2026-01-31T12:00:00.120Z",
            "2026-01-31T12:00:00.1239999999999Z, 2026-01-31T12:00:00.123Z",
            "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z", "2024-02-29T00:00Z, 2024-02-29T00:00:00Z",
            "2000-02-29T00:00Z, 2000-02-29T00:00:00Z", "0000-02-29T00:00Z, 0000-02-29T00:00:00Z",
            "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00Z", "+10000-01-01T00:00Z, +10000-01-01T00:00:00Z",
            "2026-01-31T12:00+23:59, 2026-01-30T12:01:00Z"})
    void readsTheExtendedFormWithAnOffset(String text, Instant instant) {
        assertThat(Instants.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T", "Z", "now", "1763776800123", "2026-01-31", "2026-01-31T12:00",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00.5", "2026-01-31T12Z", "2026-01-31TZ", "2026-01-31Z", "2026-01-31 12:00Z",
            "2026-01-31T12:00 Z", " 2026-01-31T12:00Z", "2026-01-31T12:00Z ", "2026-01-31T12:00Z\n",
            "2026-01-31T12:00:00,5Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00.5Z", "2026-01-31T12:00:Z",
            "20260131T120000Z", "20260131T12:00Z", "2026-01-31T120000Z", "2026-01-31T1200Z", "2026-1-31T12:00Z",
            "2026-01-31T1:00Z", "2026-01-31T12:0Z", "26-01-31T12:00Z", "12026-01-31T12:00Z", "+2026-01-31T12:00Z",
            "-0000-01-01T00:00Z", "2026-031T12:00Z", "2026-W05-6T12:00Z", "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:60.5Z",
            "2026-01-30T24:00:00Z", "2026-01-30T24:00Z", "2026-01-31T12:60Z", "2026-01-31T12:00:61Z",
            "2026-00-01T12:00Z",
            "2026-13-01T12:00Z", "2026-01-00T12:00Z", "2026-01-32T12:00Z", "2026-04-31T12:00Z", "2026-02-29T12:00Z",
            "1900-02-29T12:00Z", "2026-01-31T12:00+2", "2026-01-31T12:00+2:00", "2026-01-31T12:00+020",
            "2026-01-31T12:00+02:0", "2026-01-31T12:00+02:", "2026-01-31T12:00+24:00", "2026-01-31T12:00+02:60",
            "2026-01-31T12:00+02:00:00", "2026-01-31T12:00\u221202:00", "2026-01-31T12:00+", "2026-01-31T12:00ZZ",
            "2026-01-31T12:00+02:00Z", "2026-01-31T12:00UTC", "2026-01-31T12:00Z[UTC]", "2026-01-31T12:00GMT+2",
            "\u0662\u0660\u0662\u0666-01-31T12:00Z", "2026-01-31T12:00:0\u0665Z", "2026\u201001\u201031T12:00Z",
            "+1000000000-01-01T00:00Z"})
    void anythingElseIsNotAnInstant(String text) {
        assertThat(Instants.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 1_000, 60_000})
    void aFractionMayHaveAnyNumberOfDigits(int digits) {
        assertThat(Instants.parse("2026-01-31T12:00:00." + "9".repeat(digits) + "Z"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00.999Z"));
    }

    @Property
    void whatJavaWritesIsReadBack(@ForAll @LongRange(min = -99_999_999_999_999L, max = 99_999_999_999_999L) long millis,
            @ForAll @IntRange(min = -1_080, max = 1_080) int offsetMinutes) {
        Instant instant = Instant.ofEpochMilli(millis);
        OffsetDateTime time = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

        assertThat(Instants.parse(instant.toString())).isEqualTo(instant);
        assertThat(Instants.parse(time.toString())).isEqualTo(instant);
    }
}
