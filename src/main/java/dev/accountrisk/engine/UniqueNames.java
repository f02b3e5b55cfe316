package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names that belong to one account each: to the first that claimed it. The order of claims in several partitions is not in the log.
 *
 * @param <E>     what a valid record of the topic becomes
 * @param claims  the table whose key is the name, and whose {@code account_uuid} is the account that claimed it
 * @param owners  the table that says which name an account has. A claim without a row there came to nothing
 * @param column  the name's column in both tables
 * @param claimed the name that an entry claims for its account
 */
public record UniqueNames<E extends Entry>(String claims, String owners, String column,
        Function<E, Optional<String>> claimed) {}
