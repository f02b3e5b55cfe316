package dev.accountrisk.account;

/** A record that arrived for one account on the topic of commands: a command, or an invalid record in its place. */
public sealed interface CommandItem {

    /** A command. */
    record ValidCommand(Command command) implements CommandItem {}

    /** A record whose key names the account and whose content cannot be applied. */
    record InvalidCommand(ParkReason reason) implements CommandItem {}
}
