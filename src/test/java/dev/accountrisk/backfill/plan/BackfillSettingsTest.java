package dev.accountrisk.backfill.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.accountrisk.engine.Topic;
import dev.accountrisk.ingest.NoServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many records one transaction of a replay takes. */
class BackfillSettingsTest {
    private static final Topic<?> TOPIC = NoServers.topic(() -> {}, 5_000);

    @Test
    void aTransactionIsNoLargerThanTheLiveConsumers() {
        assertThat(settings(BackfillSettings.BATCH_MAX).batchRecords(TOPIC)).isEqualTo(5_000);
        assertThat(settings(100).batchRecords(TOPIC)).isEqualTo(100);
    }

    @Test
    void aBatchHasABound() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(BackfillSettings.BATCH_MAX + 1))
                .withMessage("--batch: must be from 1 to 60000");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(0));
    }

    private static BackfillSettings settings(int batchRecords) {
        return new BackfillSettings(Mode.VERIFY, List.of(), "earliest", "now", Shard.WHOLE, "", false, false, 0,
                batchRecords, 1, 0);
    }
}
