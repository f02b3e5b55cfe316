package dev.accountrisk.observe.recent;

import dev.accountrisk.engine.EngineObserver.Failure;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.Source;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What happened in one minute. */
final class Minute {
    /** So many accounts have a count: who has more than the 256th part of a minute's records is never missed. */
    private static final int ACCOUNTS_MAX = 256;
    /** How many of a batch's records are counted: of a larger batch every second, third and so on, for two, three and so on. */
    private static final int SAMPLES_MAX = 256;
    private static final int PARTITIONS_MAX = 200;

    final long number;
    final SpaceSaving<Account> records = new SpaceSaving<>(ACCOUNTS_MAX);
    final SpaceSaving<Account> refused = new SpaceSaving<>(ACCOUNTS_MAX);
    final SpaceSaving<Account> reruns = new SpaceSaving<>(ACCOUNTS_MAX);
    final Map<Partition, Map<Failure, Long>> failures = new HashMap<>();
    boolean sampled;
    boolean failuresCut;

    Minute(long number) {
        this.number = number;
    }

    record Partition(String topic, int number) {}

    record Account(String topic, int partition, String uuid) {}

    /** Picks every nth of the things that it counts, from a random one on. */
    private static final class Sampler {
        private final int nth;
        private long passed;

        Sampler(int nth) {
            this.nth = nth;
            this.passed = nth == 1 ? 0 : ThreadLocalRandom.current().nextInt(nth);
        }

        /** How many things the picked ones of the next {@code count} stand for. */
        long pick(int count) {
            passed += count;
            if (passed < nth) {
                return 0;
            }
            long picked = passed / nth;
            passed %= nth;
            return picked * nth;
        }
    }

    private int nth(int batchRecords) {
        int nth = (batchRecords + SAMPLES_MAX - 1) / SAMPLES_MAX;
        sampled |= nth > 1;
        return Math.max(1, nth);
    }

    void committed(Source source, int batchRecords, SliceStep.Plan plan) {
        int nth = nth(batchRecords);
        Sampler ofRecords = new Sampler(nth);
        Sampler ofRefused = new Sampler(nth);
        plan.visitAccounts((uuid, count, refusals) -> {
            add(records, source, uuid, ofRecords.pick(count));
            add(refused, source, uuid, refusals == 0 ? 0 : ofRefused.pick(refusals));
        });
    }

    void failed(Source source, int batchRecords, SliceStep.Plan plan, Failure failure) {
        Partition partition = new Partition(source.topic(), source.partition());
        if (failures.size() < PARTITIONS_MAX || failures.containsKey(partition)) {
            failures.computeIfAbsent(partition, _ -> new EnumMap<>(Failure.class)).merge(failure, 1L, Long::sum);
        } else {
            failuresCut = true;
        }
        if (failure.reruns()) {
            Sampler ofAccounts = new Sampler(nth(batchRecords));
            plan.visitAccounts((uuid, _, _) -> add(reruns, source, uuid, ofAccounts.pick(1)));
        }
    }

    private static void add(SpaceSaving<Account> counts, Source source, String uuid, long times) {
        if (times > 0) {
            counts.add(new Account(source.topic(), source.partition(), uuid), times);
        }
    }
}
