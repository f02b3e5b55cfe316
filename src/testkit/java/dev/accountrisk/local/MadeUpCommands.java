package dev.accountrisk.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/** Commands of every type: most can be paid, some are refused, and a parked command holds back those of one account. */
final class MadeUpCommands {

    /** The account whose first command is parked. Its later commands park too, until somebody releases it. */
    static final String HELD_BACK = "held-back";

    private static final double HELD_BACK_SHARE = 0.0005;
    private static final double CONFLICT_SHARE = 0.0005;
    private static final double TAKEN_REFERENCE_SHARE = 0.02;
    private static final double EXPIRING_SHARE = 0.3;
    private static final long HOLD_MILLIS = Duration.ofSeconds(20).toMillis();
    private static final int HOLDS_MAX = 5_000;
    private static final int CENTS_MAX = 20_000;
    private static final List<String> ASSETS = List.of("COIN", "GEM");

    private final Random random;
    private final MadeUpAccounts accounts;
    private final LongSupplier nowMillis;
    private final Set<String> opened = new HashSet<>();
    private final List<OpenHold> holds = new ArrayList<>();
    private int made;

    MadeUpCommands(Random random, MadeUpAccounts accounts, LongSupplier nowMillis) {
        this.random = random;
        this.accounts = accounts;
        this.nowMillis = nowMillis;
    }

    FeedRecord next() {
        double dice = random.nextDouble();
        if (dice < HELD_BACK_SHARE) {
            return command(HELD_BACK, commandId(), opened.add(HELD_BACK) ? "TRANSFER" : "CREDIT", amount(1));
        }
        String account = accounts.any();
        if (dice < HELD_BACK_SHARE + CONFLICT_SHARE) {
            return command(account, "once-and-for-all", "CREDIT", amount(1));
        }
        if (opened.add(account)) {
            return open(account);
        }
        int percent = random.nextInt(100);
        if (percent < 50) {
            return command(account, commandId(), "CREDIT", asset() + amount(2));
        } else if (percent < 72) {
            return command(account, commandId(), "DEBIT", asset() + amount(1));
        } else if (percent < 88) {
            return freeze(account);
        }
        return close(percent < 95 ? "SETTLE" : "REFUND", account);
    }

    /** Two accounts may ask for the same reference: the second is refused. */
    private FeedRecord open(String account) {
        String reference = random.nextDouble() < TAKEN_REFERENCE_SHARE ? "ref-taken" : "ref-" + account;
        return command(account, commandId(), "OPEN", ",\"externalRef\":\"" + reference + "\"");
    }

    private FeedRecord freeze(String account) {
        var hold = new OpenHold(account, "hold-" + commandId(), amount(1));
        if (holds.size() < HOLDS_MAX) {
            holds.add(hold);
        }
        String expiry = random.nextDouble() < EXPIRING_SHARE
                ? ",\"expiresAt\":" + (nowMillis.getAsLong() + HOLD_MILLIS)
                : "";
        return command(account, commandId(), "FREEZE",
                asset() + hold.amount() + ",\"holdId\":\"" + hold.id() + "\"" + expiry);
    }

    /** Closes one of the requested holds, or an unknown one. A hold may be closed twice. */
    private FeedRecord close(String type, String account) {
        var hold = new OpenHold(account, "hold-of-nobody", amount(1));
        if (!holds.isEmpty() && random.nextInt(10) > 0) {
            int index = random.nextInt(holds.size());
            hold = random.nextInt(10) > 0 ? holds.remove(index) : holds.get(index);
        }
        String settled = type.equals("SETTLE") ? hold.amount() : "";
        return command(hold.account(), commandId(), type, ",\"holdId\":\"" + hold.id() + "\"" + settled);
    }

    private static FeedRecord command(String account, String commandId, String type, String fields) {
        return FeedRecord.command(account, "{\"commandId\":\"%s\",\"accountUuid\":\"%s\",\"type\":\"%s\"%s}"
                .formatted(commandId, account, type, fields));
    }

    private String asset() {
        return ",\"asset\":\"" + ASSETS.get(random.nextInt(ASSETS.size())) + "\"";
    }

    private String amount(int times) {
        int cents = 1 + random.nextInt(CENTS_MAX * times);
        return ",\"amount\":\"%d.%02d\"".formatted(cents / 100, cents % 100);
    }

    private String commandId() {
        made++;
        return "c-" + made;
    }

    private record OpenHold(String account, String id, String amount) {}
}
