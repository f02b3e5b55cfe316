package dev.accountrisk.simulator;

import dev.accountrisk.account.AccountEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another system that reads the events and drops repeated ids. */
final class Consumer {
    private final List<String> findings;
    private final Map<String, AccountEvent> seen = new HashMap<>();
    private final List<AccountEvent> events = new ArrayList<>();

    Consumer(List<String> findings) {
        this.findings = findings;
    }

    void take(String id, AccountEvent event) {
        AccountEvent before = seen.putIfAbsent(id, event);
        if (before == null) {
            events.add(event);
        } else if (!before.equals(event)) {
            findings.add("one id has two contents: " + before + " and " + event);
        }
    }

    /** Each event once, in the order in which they came. */
    List<AccountEvent> events() {
        return events;
    }
}
