package dev.accountrisk.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Random command sequences: a few very hot accounts, holds that run out, races for one reference, commands sent twice in
 * another spelling and ids used again for something else. The same seed gives the same records.
 *
 * @param hotShare
 *            the part of the commands that goes to the hot accounts
 * @param brokenShare
 *            the part that can never be applied; it falls on the last accounts only, because it holds back the rest
 * @param startMillis
 *            the time of the first record; a hold runs out some seconds of record time after it
 */
public record CommandLoad(
        String topic,
        long seed,
        int records,
        int accounts,
        int hotAccounts,
        double hotShare,
        List<String> assets,
        double repeatShare,
        double conflictShare,
        double brokenShare,
        long startMillis) {

    private static final int REMEMBERED = 4096;

    /** The mixture that the project's acceptance asks for: 3 % twice, 0.5 % with the same id and other content. */
    public static CommandLoad usual(String topic, long seed, int records, int accounts, long startMillis) {
        return new CommandLoad(
                topic,
                seed,
                records,
                accounts,
                10,
                0.3,
                List.of("DEFAULT", "COIN", "token:7"),
                0.03,
                0.005,
                0.0005,
                startMillis);
    }

    /** The same without records that can never be applied. */
    public CommandLoad unbroken() {
        return new CommandLoad(
                topic,
                seed,
                records,
                accounts,
                hotAccounts,
                hotShare,
                assets,
                repeatShare,
                conflictShare,
                0,
                startMillis);
    }

    /** Hands out every record in the order to send them. */
    public void forEach(Consumer<LoadRecord> sender) {
        SplittableRandom random = new SplittableRandom(seed);
        CommandDraft[] recent = new CommandDraft[REMEMBERED];
        CommandMixer mixer = new CommandMixer(random, assets, seed);
        int fresh = 0;
        for (int number = 0; number < records; number++) {
            long now = startMillis + number;
            double chance = random.nextDouble();
            if (fresh > 0 && chance < repeatShare + conflictShare) {
                CommandDraft known = recent[random.nextInt(Math.min(fresh, REMEMBERED))];
                CommandDraft again = chance < repeatShare ? known : known.contradicted();
                sender.accept(LoadNames.record(topic, again.account(), again.json(random, now), now));
                continue;
            }
            if (chance > 1 - brokenShare) {
                sender.accept(broken(random, "c" + seed + "-" + number, now));
                continue;
            }
            CommandDraft draft = mixer.next(LoadNames.account(drawAccount(random)), number, now);
            recent[fresh++ % REMEMBERED] = draft;
            sender.accept(LoadNames.record(topic, draft.account(), draft.json(random, now), now));
        }
    }

    private int drawAccount(SplittableRandom random) {
        boolean hot = random.nextDouble() < hotShare;
        return hot ? random.nextInt(hotAccounts) : random.nextInt(accounts);
    }

    private LoadRecord broken(SplittableRandom random, String id, long now) {
        int victims = Math.max(1, accounts / 50);
        String account = LoadNames.account(accounts - 1 - random.nextInt(victims));
        String body = "\"type\":\"CREDIT\",\"amount\":1";
        return BrokenRecords
                .make(random.nextInt(BrokenRecords.kinds()), topic, account, "commandId", id, body, now);
    }

    /** All records at once, for loads that fit in memory. */
    public List<LoadRecord> toList() {
        List<LoadRecord> all = new ArrayList<>(records);
        forEach(all::add);
        return all;
    }
}
