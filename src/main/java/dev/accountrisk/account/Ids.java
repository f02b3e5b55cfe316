package dev.accountrisk.account;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The ids of accounts, events, commands, holds and assets, and external references: 1 to 64 characters of
 * {@code A–Z a–z 0–9 . _ : -}. An id in the form of a UUID must be in lower case, because an account spelt in two ways
 * would have two rows and two partitions.
 */
public final class Ids {
    /** The longest id. */
    public static final int LENGTH_MAX = 64;
    /** The longest hold id: {@code expire:} followed by the hold id is a command id. */
    public static final int HOLD_ID_LENGTH_MAX = 57;

    private static final int UUID_LENGTH = 36;
    private static final byte ALLOWED = 1;
    private static final byte HEXADECIMAL = 2;
    private static final byte UPPER_CASE = 4;
    private static final byte[] KINDS = kinds();

    private Ids() {}

    /** Whether this is an id. */
    public static boolean isValid(String id) {
        return id.length() <= LENGTH_MAX && isWellFormed(id);
    }

    /** Whether this is a hold id. */
    public static boolean isValidHoldId(String holdId) {
        return holdId.length() <= HOLD_ID_LENGTH_MAX && isWellFormed(holdId);
    }

    /** Whether a record's key is an id; an absent key is not. */
    public static boolean isValid(byte @Nullable [] key) {
        // one character per byte: a byte that is not ASCII becomes a character that no id contains
        return key != null && key.length <= LENGTH_MAX && isWellFormed(new String(key, StandardCharsets.ISO_8859_1));
    }

    private static boolean isWellFormed(String id) {
        int ofAll = ALLOWED;
        int ofSome = 0;
        for (int i = 0; i < id.length(); i++) {
            int kind = kind(id.charAt(i));
            ofAll &= kind;
            ofSome |= kind;
        }
        boolean isMisspeltUuid = (ofSome & UPPER_CASE) != 0 && hasFormOfUuid(id);
        return ofAll != 0 && !id.isEmpty() && !isMisspeltUuid;
    }

    private static boolean hasFormOfUuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            char character = id.charAt(i);
            boolean fits = isDash ? character == '-' : (kind(character) & HEXADECIMAL) != 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int kind(char character) {
        return character < KINDS.length ? KINDS[character] : 0;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char character : "._:-".toCharArray()) {
            kinds[character] = ALLOWED;
        }
        for (char character = '0'; character <= '9'; character++) {
            kinds[character] = ALLOWED | HEXADECIMAL;
        }
        for (char character = 'a'; character <= 'z'; character++) {
            kinds[character] = character <= 'f' ? ALLOWED | HEXADECIMAL : ALLOWED;
        }
        for (char character = 'A'; character <= 'Z'; character++) {
            kinds[character] = (byte) (UPPER_CASE | (character <= 'F' ? ALLOWED | HEXADECIMAL : ALLOWED));
        }
        return kinds;
    }
}
