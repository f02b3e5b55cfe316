package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.account.CommandItem.InvalidCommand;
import dev.accountrisk.account.CommandItem.ValidCommand;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.wire.Decoded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The records that a slice has for one account, in order, and what they ask for. */
final class CommandGroup {
    private final String accountUuid;
    private final Source source;
    private final List<Received<Command>> records = new ArrayList<>();
    private final List<CommandItem> items = new ArrayList<>();
    private final Set<String> commandIds = new HashSet<>();
    private boolean hasInvalid;

    CommandGroup(String accountUuid, Source source) {
        this.accountUuid = accountUuid;
        this.source = source;
    }

    void add(Received<Command> received) {
        records.add(received);
        switch (received.decoded()) {
            case Decoded.Valid<Command>(Command command) -> {
                items.add(new ValidCommand(command,
                        source.topicId() + "-" + source.partition() + "-" + received.offset()));
                commandIds.add(command.commandId());
            }
            case Decoded.Invalid<Command> invalid -> {
                items.add(new InvalidCommand(invalid.reason(),
                        HoldBack.holdsBack(invalid.reason(), invalid.entryId())));
                hasInvalid = true;
            }
            case Decoded.Ignored<Command> _ -> throw new IllegalStateException("bug: an ignored record in a group");
        }
    }

    /** Whether one of the records cannot be applied: it may hold back those after it. */
    boolean hasInvalid() {
        return hasInvalid;
    }

    /** The ids of its commands, without repetition. */
    Set<String> commandIds() {
        return commandIds;
    }

    /** The same group without some of its records. */
    CommandGroup without(Predicate<Received<Command>> some) {
        if (records.stream().noneMatch(some)) {
            return this;
        }
        CommandGroup rest = new CommandGroup(accountUuid, source);
        records.stream().filter(some.negate()).forEach(rest::add);
        return rest;
    }

    String accountUuid() {
        return accountUuid;
    }

    Source source() {
        return source;
    }

    List<Received<Command>> records() {
        return records;
    }

    List<CommandItem> items() {
        return items;
    }
}
