package dev.accountrisk.console.activity;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts to which something happened most often, of all workers that say.
 *
 * @param total how often it happened to any account
 */
record HotAccounts(long total, List<HotAccount> top) {
    private static final int SHOWN_MAX = 20;
    private static final int PERCENT = 100;

    private record Key(String topic, int partition, String account) {}

    /** Adds the workers' rankings: a partition that moved between them is in several. */
    static HotAccounts of(List<Activity.Ranking> rankings) {
        Map<Key, HotAccount> sums = new LinkedHashMap<>();
        for (Activity.Ranking ranking : rankings) {
            ranking.top()
                    .forEach(hot -> sums.merge(new Key(hot.topic(), hot.partition(), hot.account()), hot,
                            HotAccount::plus));
        }
        return new HotAccounts(rankings.stream().mapToLong(Activity.Ranking::total).sum(),
                sums.values()
                        .stream()
                        .sorted(Comparator.comparingLong(HotAccount::atMost).reversed())
                        .limit(SHOWN_MAX)
                        .toList());
    }

    /** How many of a hundred happened to this account; 0 means fewer than one. */
    public long percent(HotAccount hot) {
        return total == 0 ? 0 : Math.min(PERCENT, PERCENT * hot.atMost() / total);
    }
}
