package dev.accountrisk.parking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParkedStoreTest {
    @Test
    void aKeyIsAnAccountOnlyIfItIsAValidId() {
        assertThat(ParkedStore.accountOf("dc57ktzmtiwp".getBytes(StandardCharsets.UTF_8))).isEqualTo("dc57ktzmtiwp");
        assertThat(ParkedStore.accountOf(null)).isNull();
        assertThat(ParkedStore.accountOf(new byte[0])).isNull();
        assertThat(ParkedStore.accountOf("é".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(ParkedStore.accountOf("a".repeat(65).getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void aDetailIsCutToWhatTheColumnTakes() {
        assertThat(ParkedStore.shortened("short")).isEqualTo("short");
        assertThat(ParkedStore.shortened("x".repeat(300))).hasSize(255);
    }
}
