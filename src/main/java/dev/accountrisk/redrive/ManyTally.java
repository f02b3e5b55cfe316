package dev.accountrisk.redrive;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.Outcome;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.engine.release.PreviewedRecord;
import dev.accountrisk.engine.release.PreviewedRecord.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what becomes of the records of several accounts. */
final class ManyTally {
    /** Further records that were not chosen are counted, and not listed. */
    private static final int OTHERS_LISTED_MAX = 300;

    private record End(Outcome outcome, @Nullable String reason) {}

    private final Map<End, int[]> ends = new LinkedHashMap<>();
    private final Map<String, Integer> told = new TreeMap<>();
    private final List<WhatIfOfMany.Account> accounts = new ArrayList<>();
    private int othersListed;
    private int looked;
    private int overLimit;
    private int unreached;

    /**
     * Adds an account.
     *
     * @param chosen its chosen records
     */
    void add(String topic, String account, Set<Long> chosen, Preview preview) {
        List<WhatIfOfMany.Line> lines = new ArrayList<>();
        int mine = 0;
        int stayParked = 0;
        for (PreviewedRecord record : preview.records()) {
            boolean isChosen = chosen.contains(record.id());
            mine += isChosen ? 1 : 0;
            stayParked += record.outcome() == Outcome.PARKED ? 1 : 0;
            int[] counts = ends.computeIfAbsent(new End(record.outcome(), record.reason()), _ -> new int[2]);
            counts[isChosen ? 0 : 1]++;
            record.events().forEach(event -> told.merge(typeOf(event), 1, Integer::sum));
            if (isChosen || othersListed < OTHERS_LISTED_MAX) {
                othersListed += isChosen ? 0 : 1;
                lines.add(new WhatIfOfMany.Line(record.id(), isChosen, record.outcome(), record.reason(),
                        record.events().stream().map(WhatIfReport::describe).toList()));
            }
        }
        looked += mine;
        overLimit += chosen.size() - mine;
        accounts.add(new WhatIfOfMany.Account(account, topic, mine, preview.records().size() - mine, stayParked,
                preview.whole(), together(preview.records()), lines));
    }

    /** These chosen records were not reached. */
    void leaveOut(int chosen) {
        unreached += chosen;
    }

    private static String typeOf(AccountEvent event) {
        return switch (event) {
            case AccountEvent.CommandApplied _ -> "CommandApplied";
            case AccountEvent.CommandRefused _ -> "CommandRefused";
            case AccountEvent.BalanceChanged _ -> "BalanceChanged";
            case AccountEvent.RiskLevelChanged _ -> "RiskLevelChanged";
        };
    }

    /** From the value before the first record to the one after the last. */
    private static List<Change> together(List<PreviewedRecord> records) {
        Map<String, Change> changes = new LinkedHashMap<>();
        records.forEach(record -> record.changes()
                .forEach(change -> changes.merge(change.what(), change,
                        (first, next) -> new Change(first.what(), first.before(), next.after()))));
        return changes.values().stream().filter(change -> !change.before().equals(change.after())).toList();
    }

    WhatIfOfMany report(long matching, boolean allCounted, int chosen) {
        List<WhatIfOfMany.Sum> sums = ends.entrySet()
                .stream()
                .map(end -> new WhatIfOfMany.Sum(end.getKey().outcome(), end.getKey().reason(), end.getValue()[0],
                        end.getValue()[1]))
                .sorted(Comparator.comparing(WhatIfOfMany.Sum::outcome)
                        .thenComparing(sum -> sum.reason() == null ? "" : sum.reason()))
                .toList();
        return new WhatIfOfMany(matching, allCounted, chosen,
                new WhatIfOfMany.LeftOut(overLimit, unreached, chosen - looked - overLimit - unreached), sums,
                told.entrySet().stream().map(type -> new WhatIfOfMany.Told(type.getKey(), type.getValue())).toList(),
                accounts.size(), accounts);
    }
}
