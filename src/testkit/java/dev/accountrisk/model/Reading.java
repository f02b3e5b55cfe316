package dev.accountrisk.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a record's bytes say. */
sealed interface Reading {
    /** Bytes that can never be applied, with the first reason that holds, and whether their id is one of the workers' own. */
    record Broken(Unreadable reason, boolean ofWorkers) implements Reading {
        Broken(Unreadable reason) {
            this(reason, false);
        }
    }

    /** A risk update: {@code ADD} when {@code adds}, else {@code SET}. */
    record RiskUpdate(
            String account,
            String eventId,
            boolean adds,
            double risk,
            long occurredAtMillis,
            @Nullable Long sequence) implements Reading {}

    /** A command; what its type does not need may still be there and belongs to its content. */
    record Command(String account, String commandId, long timeMillis, Content content) implements Reading {}

    /** What makes two commands of one id the same or a conflict: everything but the time and the spelling. */
    record Content(
            CommandType type,
            String asset,
            @Nullable BigDecimal amount,
            @Nullable String holdId,
            @Nullable Long expiresAtMillis,
            @Nullable String externalRef) {}

    /** The seven things a command can ask for. */
    enum CommandType {
        OPEN, CREDIT, DEBIT, FREEZE, SETTLE, REFUND, EXPIRE;

        boolean needsAmount() {
            return this == CREDIT || this == DEBIT || this == FREEZE || this == SETTLE;
        }

        boolean needsHold() {
            return this == FREEZE || takesAssetFromHold();
        }

        boolean takesAssetFromHold() {
            return this == SETTLE || this == REFUND || this == EXPIRE;
        }
    }
}
