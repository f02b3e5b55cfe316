package dev.accountrisk.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A valid command. It has every field that its type needs.
 *
 * @param asset      {@link #DEFAULT_ASSET} if the record names none
 * @param timeMillis its {@code occurredAt}, otherwise the record's timestamp; it decides only about expiry
 * @param digest     of its content
 */
public record Command(String commandId, String accountUuid, CommandType type, String asset, @Nullable BigDecimal amount,
        @Nullable String holdId, @Nullable Long expiresAtMillis, @Nullable String externalRef, long timeMillis,
        ContentDigest digest) implements Entry {

    /** The asset of a command that names no asset. */
    public static final String DEFAULT_ASSET = "DEFAULT";

    @Override
    public String entryId() {
        return commandId;
    }

    /** Makes a command and digests its content. */
    public static Command of(String commandId, String accountUuid, CommandType type, @Nullable String asset,
            @Nullable BigDecimal amount, @Nullable String holdId, @Nullable Long expiresAtMillis,
            @Nullable String externalRef, long timeMillis) {
        String namedAsset = asset == null ? DEFAULT_ASSET : asset;
        ContentDigest digest = ContentDigest.of(type, namedAsset, amount, holdId, expiresAtMillis, externalRef);
        return new Command(commandId, accountUuid, type, namedAsset, amount, holdId, expiresAtMillis, externalRef,
                timeMillis, digest);
    }
}
