package dev.accountrisk.database;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The texts of one statement: for 4, 32 and 256 rows they are kept, for any other number they are built when needed. */
final class Shapes {
    /** How many rows a statement takes at most: more were no faster, and a longer text costs the server more to keep. */
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

    /** The smallest number of rows with a kept text that takes all that are left; otherwise the largest. */
    static int sizeFor(int left) {
        int size = SMALLEST;
        while (size < left && size < LARGEST) {
            size *= STEP;
        }
        return size;
    }

    String sql(int size) {
        if (sizeFor(size) != size) {
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
