package dev.accountrisk.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final String LONGEST = "x".repeat(64);
    private static final String LONGEST_HOLD_ID = "x".repeat(57);

    @ParameterizedTest
    @ValueSource(strings = {"8", "dc57ktzmtiwp", "A.b_c:d-e", "-", "UPPER-case", "0199f1a2-7c11-7000-8000-5c1e0b6f2a10",
            // one digit short or long, a dash elsewhere, or no hexadecimal digit: not the form of a UUID
            "0199F1A2-7C11-7000-8000-5C1E0B6F2A1", "0199F1A2-7C11-7000-8000-5C1E0B6F2A101",
            "0199F1A-27C11-7000-8000-5C1E0B6F2A10", "0199F1A2-7C11-7000-8000-5C1E0B6F2A1G",
            "0199F1A2:7C11:7000:8000:5C1E0B6F2A10", "expire:task-9"})
    void acceptsShortIdsAndUuidsInLowerCase(String id) {
        assertThat(Ids.isValid(id)).isTrue();
        assertThat(Ids.isValid(id.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(Ids.isValidHoldId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a/b", "ä", "a\u0000", "{a}", "ａ", "\ud800",
            "0199F1A2-7C11-7000-8000-5C1E0B6F2A10", "0199f1a2-7c11-7000-8000-5c1e0b6f2a1A",
            "A199f1a2-7c11-7000-8000-5c1e0b6f2a10"})
    void refusesOtherCharactersAndUuidsThatAreNotInLowerCase(String id) {
        assertThat(Ids.isValid(id)).isFalse();
        assertThat(Ids.isValid(id.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Ids.isValidHoldId(id)).isFalse();
    }

    @Test
    void everyAsciiCharacterIsJudgedAsTheContractListsIt() {
        for (char character = 0; character < 256; character++) {
            boolean listed = character < 128 && "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"
                    .indexOf(character) >= 0;
            assertThat(Ids.isValid("x" + character)).as("character %d", (int) character).isEqualTo(listed);
            assertThat(Ids.isValid(new byte[]{'x', (byte) character})).as("byte %d", (int) character)
                    .isEqualTo(listed);
        }
    }

    @Test
    void lengthIsBounded() {
        assertThat(Ids.isValid(LONGEST)).isTrue();
        assertThat(Ids.isValid(LONGEST + "x")).isFalse();
        assertThat(Ids.isValid((LONGEST + "x").getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Ids.isValidHoldId(LONGEST_HOLD_ID)).isTrue();
        assertThat(Ids.isValidHoldId(LONGEST_HOLD_ID + "x")).isFalse();
        assertThat(Ids.isValid("expire:" + LONGEST_HOLD_ID)).isTrue();
    }

    @Test
    void noKeyIsNoId() {
        assertThat(Ids.isValid((byte[]) null)).isFalse();
        assertThat(Ids.isValid(new byte[0])).isFalse();
    }
}
