package dev.accountrisk.account;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The ids of accounts, events, commands, holds and assets, and external references: 1 to 64 characters of
 * {@code A–Z a–z 0–9 . _ : -}. What has the form of a UUID is in lower case, since one account spelt in two ways would
 * be two rows and two partitions.
 */
public final class Ids {
    /** The longest id. */
    public static final int LENGTH_MAX = 64;
    /** The longest hold id: {@code expire:} and the hold id are a command id. */
    public static final int HOLD_ID_LENGTH_MAX = 57;

    private static final int UUID_LENGTH = 36;
    private static final byte ALLOWED = 1;
    private static final byte HEXADECIMAL = 2;
    private static final byte UPPER_CASE_HEXADECIMAL = 4;
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

    /** Whether a record's key is an id; no key is none. */
    public static boolean isValid(byte @Nullable [] key) {
        // one character a byte: what is not ASCII becomes a character that no id has
        return key != null && key.length <= LENGTH_MAX && isWellFormed(new String(key, StandardCharsets.ISO_8859_1));
    }

    private static boolean isWellFormed(String id) {
        int all = ALLOWED | HEXADECIMAL;
        int some = 0;
        for (int i = 0; i < id.length(); i++) {
            char character = id.charAt(i);
            int kind = character < KINDS.length ? KINDS[character] : 0;
            all &= kind | (isUuidDash(i) && character == '-' ? HEXADECIMAL : 0);
            some |= kind;
        }
        if ((all & ALLOWED) == 0 || id.isEmpty()) {
            return false;
        }
        boolean mayBeUpperCaseUuid = id.length() == UUID_LENGTH && (all & HEXADECIMAL) != 0
                && (some & UPPER_CASE_HEXADECIMAL) != 0;
        return !mayBeUpperCaseUuid || !hasUuidDashes(id);
    }

    private static boolean hasUuidDashes(String id) {
        return id.charAt(8) == '-' && id.charAt(13) == '-' && id.charAt(18) == '-' && id.charAt(23) == '-';
    }

    private static boolean isUuidDash(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char character = '0'; character <= '9'; character++) {
            kinds[character] = ALLOWED | HEXADECIMAL;
        }
        for (char character = 'a'; character <= 'z'; character++) {
            kinds[character] = character <= 'f' ? ALLOWED | HEXADECIMAL : ALLOWED;
        }
        for (char character = 'A'; character <= 'Z'; character++) {
            kinds[character] = character <= 'F' ? ALLOWED | HEXADECIMAL | UPPER_CASE_HEXADECIMAL : ALLOWED;
        }
        for (char character : new char[]{'.', '_', ':', '-'}) {
            kinds[character] = ALLOWED;
        }
        return kinds;
    }
}
