package dev.accountrisk.mapping.key;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Notices keys that differ and mean one account. Its records then lie in several partitions, where no order is promised. It
 * remembers the key of one account in each of its places; a later account takes the place over. Several threads may share it.
 */
public final class KeyWatch {
    private static final int PLACES = 1 << 15;

    private final AtomicReferenceArray<@Nullable SeenKey> places = new AtomicReferenceArray<>(PLACES);
    private final KeyObserver observer;

    /** @param observer learns what this watch notices */
    public KeyWatch(KeyObserver observer) {
        this.observer = observer;
    }

    /** A record has this key, which means the account. */
    public void see(String account, byte[] key, int partition) {
        SeenKey now = SeenKey.of(account, key, partition);
        int place = spread(account.hashCode()) & (PLACES - 1);
        SeenKey before = places.get(place);
        if (before == null || !before.account().equals(account)) {
            places.set(place, now);
            observer.appeared(now);
        } else if (now.differsFrom(before)) {
            places.set(place, now);
            observer.differed(before, now);
        }
    }

    /** Neighbouring texts have neighbouring hash codes; this one's do not. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
