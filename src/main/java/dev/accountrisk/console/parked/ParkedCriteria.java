package dev.accountrisk.console.parked;

import org.jspecify.annotations.Nullable;

/** Which open parked records an action is about. A criterion that is absent does not filter. */
public record ParkedCriteria(@Nullable Long id, @Nullable String reason, @Nullable String topic,
        @Nullable String account) {
    /** Checks the reason, and takes empty criteria for absent ones. */
    public ParkedCriteria {
        ParkedFilter filter = new ParkedFilter(null, reason, topic, account, null);
        reason = filter.reason();
        topic = filter.topic();
        account = filter.account();
    }

    /** Whether no criterion filters. */
    public boolean everything() {
        return id == null && reason == null && topic == null && account == null;
    }
}
