package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names of which each belongs to one account, the first that claimed it. If accounts of several partitions wanted one, neither
 * topic nor partition tells which of them came first.
 *
 * @param <E>     what a valid record of the topic becomes
 * @param claims  the table whose key is the name, and whose {@code account_uuid} is the account that claimed it
 * @param owners  the table that says which name an account has. A claim without a row there came to nothing
 * @param column  the name's column in both tables
 * @param claimed the name that an entry claims for its account
 */
public record UniqueNames<E extends Entry>(String claims, String owners, String column,
        Function<E, Optional<String>> claimed) {}
