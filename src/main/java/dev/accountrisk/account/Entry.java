package dev.accountrisk.account;

/** What a valid record asks for: something about one account, under an id that is unique within the account. */
public interface Entry {
    /** The account that the entry is about. */
    String accountUuid();

    /** The event's or command's id. */
    String entryId();
}
