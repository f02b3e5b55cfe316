package dev.accountrisk.model;

import static dev.accountrisk.model.LoadNames.field;

import dev.accountrisk.model.Reading.CommandType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A command before it is spelled: the same draft gives many spellings of one content. */
record CommandDraft(
        String account,
        String commandId,
        CommandType type,
        @Nullable String asset,
        @Nullable BigDecimal amount,
        @Nullable String holdId,
        @Nullable Long expiresAtMillis,
        @Nullable String externalRef) {

    /** The same id asking for something else. */
    CommandDraft contradicted() {
        if (amount != null) {
            BigDecimal other = amount.add(BigDecimal.ONE);
            return new CommandDraft(account, commandId, type, asset, other, holdId, expiresAtMillis, externalRef);
        }
        return new CommandDraft(
                account,
                commandId,
                CommandType.CREDIT,
                "DEFAULT",
                BigDecimal.TEN,
                null,
                null,
                null);
    }

    /** One of its spellings: fields in any order, amounts as text or number, something unknown now and then. */
    String json(SplittableRandom random, long nowMillis) {
        List<String> fields = new ArrayList<>();
        fields.add(field("commandId", commandId));
        fields.add(field("accountUuid", account));
        fields.add(field("type", type.name()));
        if (asset != null && !(asset.equals("DEFAULT") && random.nextBoolean())) {
            fields.add(field("asset", asset));
        }
        if (amount != null) {
            fields.add("\"amount\":" + spelled(amount, random));
        }
        if (holdId != null) {
            fields.add(field("holdId", holdId));
        }
        if (expiresAtMillis != null) {
            fields.add(field("expiresAt", expiresAtMillis));
        }
        if (externalRef != null) {
            fields.add(field("externalRef", externalRef));
        }
        switch (random.nextInt(6)) {
            case 0 -> fields.add(field("occurredAt", nowMillis + random.nextLong(20_000) - 10_000));
            case 1 -> fields.add("\"note\":{\"by\":[1,2,{\"x\":null}]}");
            case 2 -> fields.add("\"occurredAt\":null");
            default -> {
            }
        }
        for (int left = fields.size(); left > 0; left--) {
            fields.add(fields.remove(random.nextInt(left)));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String spelled(BigDecimal amount, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> amount.toPlainString();
            case 1 -> "\"" + amount.toPlainString() + "\"";
            case 2 -> "\"00" + amount.setScale(Math.max(18, amount.scale())).toPlainString() + "\"";
            default -> amount.unscaledValue() + "e" + -amount.scale();
        };
    }
}
