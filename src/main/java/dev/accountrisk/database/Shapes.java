package dev.accountrisk.database;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one statement for 256, 128 … 2, 1 rows. Few texts, so that each is prepared once a connection; 256, because more
 * measured no faster and a longer text costs the server more to keep.
 */
final class Shapes {
    private static final int LARGEST = 256;

    private final String head;
    private final String part;
    private final String tail;
    private final AtomicReferenceArray<@Nullable String> texts = new AtomicReferenceArray<>(
            Integer.numberOfTrailingZeros(LARGEST) + 1);

    Shapes(String head, String part, String tail) {
        this.head = head;
        this.part = part;
        this.tail = tail;
    }

    /** The largest number of rows that has a text and is not more than what is left. */
    static int sizeFor(int left) {
        return Math.min(LARGEST, Integer.highestOneBit(left));
    }

    String sql(int size) {
        int slot = Integer.numberOfTrailingZeros(size);
        String text = texts.get(slot);
        if (text == null) {
            text = head + (part + ",").repeat(size - 1) + part + tail;
            texts.set(slot, text);
        }
        return text;
    }
}
