package dev.accountrisk.badhouse.mapping;

import java.time.Instant;

final class ReadsTheClock {
    Instant now() {
        return Instant.now();
    }
}
