package dev.accountrisk.redrive;

import dev.accountrisk.parking.ParkedState;
import dev.accountrisk.parking.ParkedSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sorts the records of a page by their accounts. */
final class DropResults {
    private DropResults() {}

    private record Key(@Nullable String account, String topic) {}

    /** The records that were dropped, by account and topic in the order they were parked. */
    static List<AccountResult> byAccount(List<ParkedSummary> page, Set<Long> dropped, Set<String> heldBack) {
        Map<Key, List<RecordResult>> byAccount = new LinkedHashMap<>();
        for (ParkedSummary record : page) {
            if (dropped.contains(record.id())) {
                byAccount.computeIfAbsent(new Key(record.account(), record.topic()), _ -> new ArrayList<>())
                        .add(new RecordResult(record.id(), ParkedState.DROPPED, null));
            }
        }
        return byAccount.entrySet()
                .stream()
                .map(entry -> new AccountResult(entry.getKey().account(), entry.getKey().topic(),
                        entry.getKey().account() != null && heldBack.contains(entry.getKey().account()),
                        entry.getValue()))
                .toList();
    }

    /** The accounts of records, each once and sorted. */
    static List<String> accountsOf(List<ParkedSummary> records) {
        Set<String> accounts = new TreeSet<>();
        for (ParkedSummary record : records) {
            if (record.account() != null) {
                accounts.add(record.account());
            }
        }
        return List.copyOf(accounts);
    }

    static List<Long> idsOf(List<ParkedSummary> records) {
        return records.stream().map(ParkedSummary::id).toList();
    }
}
