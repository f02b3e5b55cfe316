package dev.accountrisk.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.wire.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedRiskUpdatesTest {
    private static final byte[] KEY = {'k'};
    private static final byte[] VALUE = new byte[500];

    private final PackedRiskUpdates packed = new PackedRiskUpdates();

    @Test
    void givesBackWhatWasPutInButTheBytesOfWhatIsValid() {
        SplittableRandom random = new SplittableRandom(3);
        List<Received<RiskUpdate>> put = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            put.add(new Received<>(1_000 + 2L * i, random.nextLong(), KEY, VALUE, random.nextInt(50) == 0
                    ? new Decoded.Invalid<>(ParkReason.BAD_ID, "eventId: is no id")
                    : new Decoded.Valid<>(update(random))));
        }
        put.forEach(packed::append);

        assertThat(packed.records()).hasSameSizeAs(put);
        for (int i = 0; i < put.size(); i++) {
            Received<RiskUpdate> expected = put.get(i);
            Received<RiskUpdate> given = packed.get(i);
            assertThat(given.offset()).isEqualTo(expected.offset());
            assertThat(given.timestampMillis()).isEqualTo(expected.timestampMillis());
            assertThat(given.decoded()).isEqualTo(expected.decoded());
            assertThat(given.value()).isSameAs(expected.isValid() ? null : VALUE);
            assertThat(given.key()).isSameAs(expected.isValid() ? null : KEY);
        }
    }

    @Test
    void takesOfTheHeapWhatItSays() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 10_000; i++) {
            packed.append(new Received<>(i, 0, KEY, VALUE, new Decoded.Valid<>(update(random))));
        }

        assertThat(packed.heapBytes() / 10_000).as("bytes a record").isBetween(50L, 150L);
    }

    @Test
    void aPartIsPackedAnewAndTheWholeIsNot() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10; i++) {
            packed.append(new Received<>(i, 0, KEY, VALUE, new Decoded.Valid<>(update(random))));
        }

        assertThat(PackedRiskUpdates.of(packed)).isSameAs(packed);
        PackedRiskUpdates part = PackedRiskUpdates.of(packed.subList(4, 7));
        assertThat(part.records()).extracting(Received::offset).containsExactly(4L, 5L, 6L);
        assertThat(part.update(0)).isEqualTo(packed.update(4));
    }

    private static RiskUpdate update(SplittableRandom random) {
        return new RiskUpdate("e" + random.nextInt(), "account-" + random.nextInt(300),
                random.nextBoolean() ? RiskUpdate.Type.SET : RiskUpdate.Type.ADD, random.nextDouble(),
                random.nextLong(), random.nextLong());
    }
}
