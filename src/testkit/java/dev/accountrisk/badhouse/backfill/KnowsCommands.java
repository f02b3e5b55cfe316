package dev.accountrisk.badhouse.backfill;

import dev.accountrisk.badhouse.account.Command;

final class KnowsCommands {
    boolean isCommand(Object entry) {
        return entry instanceof Command;
    }
}
