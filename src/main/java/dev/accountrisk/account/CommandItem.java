package dev.accountrisk.account;

/** What arrived for one account on the topic of commands: a command, or a record that cannot be applied. */
public sealed interface CommandItem {

    /**
     * A command.
     *
     * @param record names the record it arrived in: topic id, partition and offset
     */
    record ValidCommand(Command command, String record) implements CommandItem {}

    /**
     * A record whose key names the account and whose content cannot be applied.
     *
     * @param holdsBack whether it may still take effect one day, so that the account's later commands must wait
     */
    record InvalidCommand(ParkReason reason, boolean holdsBack) implements CommandItem {}
}
