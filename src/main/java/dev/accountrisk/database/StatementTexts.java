package dev.accountrisk.database;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The texts of one statement for many rows: those for 4, 16, 64 and 256 rows are kept, others are built each time. */
final class StatementTexts {
    /** The most rows of a statement: more were not faster when measured, and the server pays to keep a longer text. */
    static final int LARGEST = 256;

    private static final int SMALLEST = 4;
    private static final int STEP = 4;

    private final String head;
    private final String part;
    private final String tail;
    private final String separator;
    private final AtomicReferenceArray<@Nullable String> texts = new AtomicReferenceArray<>(
            Integer.numberOfTrailingZeros(LARGEST) + 1);

    StatementTexts(String head, String part, String tail) {
        this(head, part, tail, ",");
    }

    /** With other text between the parts than a comma. */
    StatementTexts(String head, String part, String tail, String separator) {
        this.head = head;
        this.part = part;
        this.tail = tail;
        this.separator = separator;
    }

    /** The smallest number of rows with a kept text that holds all that is left; otherwise the largest. */
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
        return head + (part + separator).repeat(size - 1) + part + tail;
    }
}
