package dev.accountrisk.database;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The texts of one statement for 1, 2, 4 … 256 rows, kept, and for any other number, made anew. */
final class Shapes {
    /** The most rows of a statement: more measured no faster, and a longer text costs the server more to keep. */
    static final int LARGEST = 256;

    private static final int SMALLEST = 4;
    private static final int STEP = 8;

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

    /** The largest power of two that is not more than what is left, and not more than the largest. */
    static int powerFor(int left) {
        return Math.min(LARGEST, Integer.highestOneBit(left));
    }

    /** The least of three sizes that has room for what is left; or the largest. */
    static int sizeFor(int left) {
        int size = SMALLEST;
        while (size < left && size < LARGEST) {
            size *= STEP;
        }
        return size;
    }

    String sql(int size) {
        if (Integer.bitCount(size) > 1) {
            return text(size);
        }
        int slot = Integer.numberOfTrailingZeros(size);
        String kept = texts.get(slot);
        if (kept == null) {
            kept = text(size);
            texts.set(slot, kept);
        }
        return kept;
    }

    private String text(int size) {
        return head + (part + ",").repeat(size - 1) + part + tail;
    }
}
