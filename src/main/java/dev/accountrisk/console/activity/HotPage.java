package dev.accountrisk.console.activity;

import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page of the hot accounts. Pure code.
 *
 * @param windowSeconds how long ago the counting began, or null if nothing is known
 * @param sampled       whether records of large batches were not counted one by one
 * @param unknownAt     the workers whose version does not report it
 * @param records       null if nothing is known
 * @param refused       null if nothing is known
 * @param reruns        null if nothing is known
 */
record HotPage(Instant asOf, String answer, List<Trouble> troubles, @Nullable Long windowSeconds, boolean sampled,
        List<String> unknownAt, @Nullable HotAccounts records, @Nullable HotAccounts refused,
        @Nullable HotAccounts reruns) {
    /** From this part of all records on, and so many of them, an account is worth a look. */
    private static final int LARGE_PERCENT = 10;
    private static final int MANY_RECORDS = 100;

    static HotPage of(Reported seen, Instant now) {
        List<Activity> known = seen.known();
        if (known.isEmpty()) {
            return new HotPage(now, "Which accounts are hot is unknown: " + seen.whyUnknown(),
                    List.of(), null, false, seen.unknownAt(), null, null, null);
        }
        HotAccounts records = accounts(known, Activity::records);
        List<HotAccount> large = records.top()
                .stream()
                .filter(hot -> hot.atLeast() >= MANY_RECORDS && records.percent(hot) >= LARGE_PERCENT)
                .toList();
        return new HotPage(now, answer(records, large, seen.window()), large.isEmpty()
                ? List.of()
                : List.of(trouble(records, large.getFirst())), seen.windowSeconds(),
                known.stream().anyMatch(Activity::sampled), seen.unknownAt(), records,
                accounts(known, Activity::refused), accounts(known, Activity::reruns));
    }

    private static HotAccounts accounts(List<Activity> known, Function<Activity, Activity.Ranking> part) {
        return HotAccounts.of(known.stream().map(part).toList());
    }

    private static String answer(HotAccounts records, List<HotAccount> large, String window) {
        if (records.total() == 0) {
            return "No record was applied in the last " + window + ".";
        }
        return switch (large.size()) {
            case 0 -> "No account stands out in the last " + window + ".";
            case 1 -> "One account stands out in the last " + window + ".";
            default -> large.size() + " accounts stand out in the last " + window + ".";
        };
    }

    private static Trouble trouble(HotAccounts records, HotAccount hot) {
        return new Trouble(Weight.WARN,
                hot.account() + " has " + records.percent(hot) + " % of all records.",
                "They are applied in their order, all in partition " + hot.partitionName()
                        + ", so more workers do not make them faster.",
                "If that partition's lag grows, find out who sends so many.", "/accounts/" + hot.account());
    }
}
