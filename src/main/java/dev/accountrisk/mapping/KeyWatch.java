package dev.accountrisk.mapping;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * Notices keys that differ and mean one account. Its records then lie in several partitions, where no order is promised. It
 * remembers the key of one account in each of its places; a later account takes the place over. Several threads may share it.
 */
final class KeyWatch {
    private static final int PLACES = 1 << 15;
    private static final int KEY_BITS = 32;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);
    private final Consumer<String> observer;

    /** @param observer gets each account of which a second key was seen */
    KeyWatch(Consumer<String> observer) {
        this.observer = observer;
    }

    void seen(String account, byte[] key) {
        int hash = spread(account.hashCode());
        long now = ((long) hash << KEY_BITS) | (Arrays.hashCode(key) & 0xFFFF_FFFFL);
        int place = spread(hash ^ account.length()) & (PLACES - 1);
        long before = places.getAndSet(place, now);
        if (before != 0 && before != now && before >> KEY_BITS == now >> KEY_BITS) {
            observer.accept(account);
        }
    }

    /** Neighbouring texts have neighbouring hash codes; this one's do not. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
