package dev.accountrisk.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

    @Test
    void isTheSameOnEveryMachineForEver() {
        assertThat(HexFormat.of().formatHex(digest("616", "task-9", 1763780400000L, null).bytes()))
                .isEqualTo(EXPECTED);
    }

    /** {@code printf 'FREEZE\nCOIN\n616\ntask-9\n1763780400000\n' | sha256sum | cut -c1-32}. */
    private static final String EXPECTED = "290756516fb8b096b05eec9823a5646a";

    @Test
    void comparesAmountsByValue() {
        assertThat(digest("616.00", "task-9", null, null)).isEqualTo(digest("616", "task-9", null, null));
        assertThat(digest("6.16E+2", "task-9", null, null)).isEqualTo(digest("616", "task-9", null, null));
        assertThat(digest("100", "task-9", null, null)).isEqualTo(digest("1E+2", "task-9", null, null));
    }

    @Test
    void everyFieldCounts() {
        List<ContentDigest> digests = List.of(digest("616", "task-9", null, null), digest("617", "task-9", null, null),
                digest(null, "task-9", null, null), digest("616", "task-8", null, null),
                digest("616", null, null, null), digest("616", "task-9", 0L, null),
                digest("616", "task-9", null, "0"), digest("616", null, null, "task-9"),
                ContentDigest.of(CommandType.SETTLE, "COIN", new BigDecimal("616"), "task-9", null, null),
                ContentDigest.of(CommandType.FREEZE, "TOKEN", new BigDecimal("616"), "task-9", null, null));

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void theAbsentAssetIsTheDefaultOne() {
        assertThat(Command.of("c1", "8", CommandType.CREDIT, null, BigDecimal.ONE, null, null, null, 1).digest())
                .isEqualTo(Command.of("c2", "9", CommandType.CREDIT, "DEFAULT", BigDecimal.ONE, null, null, null, 2)
                        .digest());
    }

    @Test
    void survivesStorage() {
        ContentDigest digest = digest("616", "task-9", 1763780400000L, null);

        assertThat(digest.bytes()).hasSize(16);
        assertThat(ContentDigest.fromBytes(digest.bytes())).isEqualTo(digest);
        assertThatThrownBy(() -> ContentDigest.fromBytes(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    private static ContentDigest digest(@Nullable String amount, @Nullable String holdId,
            @Nullable Long expiresAtMillis, @Nullable String externalRef) {
        return ContentDigest.of(CommandType.FREEZE, "COIN", amount == null ? null : new BigDecimal(amount), holdId,
                expiresAtMillis, externalRef);
    }
}
