package dev.accountrisk.parking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParkedStoreTest {
    @Test
    void aDetailIsCutToWhatTheColumnTakes() {
        assertThat(ParkedStore.shortened("short")).isEqualTo("short");
        assertThat(ParkedStore.shortened("x".repeat(300))).hasSize(255);
    }
}
