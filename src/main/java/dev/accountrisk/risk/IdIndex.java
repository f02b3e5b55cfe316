package dev.accountrisk.risk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers ids from 0 in the order in which they arrive, in three arrays: open addressing with linear probing (Knuth, The Art of
 * Computer Programming, volume 3, algorithm 6.4 L). Ids are ASCII, so a byte is a character.
 */
final class IdIndex {
    static final int NONE = -1;

    private static final int ROOM_FIRST = 32;
    private static final int ID_BYTES_USUAL = 36;

    private int size;
    /** For each slot the id's number plus 1, or 0 if the slot is free. At most half of the slots are taken. */
    private int[] slots = new int[ROOM_FIRST * 2];
    private int[] hashes = new int[ROOM_FIRST];
    private int[] ends = new int[ROOM_FIRST];
    private byte[] bytes = new byte[ROOM_FIRST * ID_BYTES_USUAL];

    int size() {
        return size;
    }

    /** The number of an id, or {@link #NONE}. */
    int find(String id) {
        return slots[slot(id)] - 1;
    }

    /** The number of an id. A new id gets the next number. */
    int findOrAdd(String id) {
        int slot = slot(id);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == hashes.length) {
            grow();
            slot = slot(id);
        }
        byte[] text = id.getBytes(StandardCharsets.ISO_8859_1);
        int from = begin(size);
        if (from + text.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(from + text.length, bytes.length + bytes.length / 2));
        }
        System.arraycopy(text, 0, bytes, from, text.length);
        hashes[size] = id.hashCode();
        ends[size] = from + text.length;
        size++;
        slots[slot] = size;
        return size - 1;
    }

    /** The id with a number. */
    String get(int number) {
        int from = begin(number);
        return new String(bytes, from, ends[number] - from, StandardCharsets.ISO_8859_1);
    }

    long heapBytes() {
        return bytes.length + Integer.BYTES * (long) (slots.length + hashes.length + ends.length);
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, 0);
    }

    private int begin(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** The slot where the id is or belongs. */
    private int slot(String id) {
        int hash = id.hashCode();
        int slot = spread(hash) & (slots.length - 1);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && isAt(number, id)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isAt(int number, String id) {
        int from = begin(number);
        if (ends[number] - from != id.length()) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (bytes[from + i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Mixes the hash, because its low bits alone would put similar ids next to each other (the constant is Fibonacci hashing's). */
    private static int spread(int hash) {
        int product = hash * 0x9E37_79B9;
        return product ^ product >>> 16;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
        slots = new int[size * 4];
        for (int number = 0; number < size; number++) {
            int slot = spread(hashes[number]) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }
}
