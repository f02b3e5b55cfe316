package dev.accountrisk.model;

import dev.accountrisk.model.Reading.CommandType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws commands that mostly make sense: money comes before it goes, holds are closed by the ids they were opened with. */
final class CommandMixer {
    private static final long HOLD_MILLIS_MAX = 20_000;
    /** Two credits of it are more than a balance can hold; an asset of its own keeps the others scarce. */
    private static final BigDecimal HUGE = new BigDecimal("60000000000000000000.5");
    private static final String HUGE_ASSET = "HUGE";

    private final SplittableRandom random;
    private final long seed;
    private final List<String> assets;
    private final Map<String, List<String>> holds = new HashMap<>();

    CommandMixer(SplittableRandom random, List<String> assets, long seed) {
        this.random = random;
        this.seed = seed;
        this.assets = List.copyOf(assets);
    }

    CommandDraft next(String account, int number, long nowMillis) {
        String id = "c" + seed + "-" + number;
        int dice = random.nextInt(100);
        if (dice < 3) {
            return new CommandDraft(account, id, CommandType.OPEN, null, null, null, null, reference(number));
        }
        if (dice < 35) {
            boolean huge = dice == 3;
            String asset = huge ? HUGE_ASSET : asset();
            return money(account, id, CommandType.CREDIT, asset, huge ? HUGE : amount(1_000));
        }
        if (dice < 55) {
            return money(account, id, CommandType.DEBIT, asset(), amount(800));
        }
        if (dice < 75) {
            return freeze(account, id, number, nowMillis);
        }
        String hold = hold(account);
        if (dice < 87) {
            return new CommandDraft(account, id, CommandType.SETTLE, null, amount(300), hold, null, null);
        }
        CommandType type = dice < 95 ? CommandType.REFUND : CommandType.EXPIRE;
        return new CommandDraft(account, id, type, null, null, hold, null, null);
    }

    private CommandDraft money(String account, String id, CommandType type, String asset, BigDecimal amount) {
        return new CommandDraft(account, id, type, asset, amount, null, null, null);
    }

    private CommandDraft freeze(String account, String id, int number, long nowMillis) {
        boolean reused = random.nextInt(30) == 0;
        String hold = reused ? hold(account) : "h" + seed + "-" + number;
        holds.computeIfAbsent(account, any -> new ArrayList<>()).add(hold);
        Long expiresAt = random.nextInt(3) == 0 ? nowMillis + 1 + random.nextLong(HOLD_MILLIS_MAX) : null;
        return new CommandDraft(account, id, CommandType.FREEZE, asset(), amount(400), hold, expiresAt, null);
    }

    /** A recent hold of the account, or one that nobody opened. */
    private String hold(String account) {
        List<String> opened = holds.getOrDefault(account, List.of());
        if (opened.isEmpty() || random.nextInt(25) == 0) {
            return "h-none-" + random.nextInt(100);
        }
        int back = Math.min(opened.size(), 1 + random.nextInt(4));
        return opened.get(opened.size() - back);
    }

    /** Few enough references that accounts race for them. */
    private String reference(int number) {
        return "ref-" + random.nextInt(number / 25 + 2);
    }

    private String asset() {
        return assets.get(random.nextInt(assets.size()));
    }

    private BigDecimal amount(int most) {
        BigDecimal whole = BigDecimal.valueOf(1 + random.nextInt(most));
        return switch (random.nextInt(5)) {
            case 0 -> whole.add(new BigDecimal("0.000000000000000001"));
            case 1 -> whole.add(new BigDecimal("0.25"));
            default -> whole;
        };
    }
}
