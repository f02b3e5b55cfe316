package dev.accountrisk.account;

/** What arrived for one account on the topic of commands: a command, or a record that is none but held its place. */
public sealed interface CommandItem {

    /** A command. */
    record ValidCommand(Command command) implements CommandItem {}

    /** A record whose key names the account and whose content cannot be applied. */
    record InvalidCommand(ParkReason reason) implements CommandItem {}
}
