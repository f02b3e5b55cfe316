package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.engine.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The records that a slice has for one account, in order, and their content. */
final class CommandGroup {
    private final String accountUuid;
    private final List<Received<Command>> records = new ArrayList<>();
    private final List<CommandItem> items = new ArrayList<>();
    /** The offset of the record that first carried each id. */
    private final Map<String, Long> offsets = new HashMap<>();
    private boolean hasInvalid;

    CommandGroup(String accountUuid) {
        this.accountUuid = accountUuid;
    }

    void add(Received<Command> received, CommandItem item) {
        records.add(received);
        items.add(item);
        if (item instanceof CommandItem.ValidCommand(Command command)) {
            offsets.putIfAbsent(command.commandId(), received.offset());
        } else {
            hasInvalid = true;
        }
    }

    /** Whether one of the records is invalid. It may hold back those after it. */
    boolean hasInvalid() {
        return hasInvalid;
    }

    /** The ids of its commands, without repetition. */
    Set<String> commandIds() {
        return offsets.keySet();
    }

    /** The group without some of its records. */
    CommandGroup without(Predicate<Received<Command>> some) {
        if (records.stream().noneMatch(some)) {
            return this;
        }
        CommandGroup rest = new CommandGroup(accountUuid);
        for (int index = 0; index < records.size(); index++) {
            if (!some.test(records.get(index))) {
                rest.add(records.get(index), items.get(index));
            }
        }
        return rest;
    }

    String accountUuid() {
        return accountUuid;
    }

    List<Received<Command>> records() {
        return records;
    }

    List<CommandItem> items() {
        return items;
    }

    /** The first record with an id is the one that was decided. Later ones are duplicates or conflicts. */
    long offsetOf(Command command) {
        Long offset = offsets.get(command.commandId());
        if (offset == null) {
            throw new IllegalStateException("bug: " + command.commandId() + " is no command of this group");
        }
        return offset;
    }
}
