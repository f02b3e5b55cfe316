package dev.accountrisk.mapping.key;

import java.util.Arrays;

/**
 * The key of one record.
 *
 * @param account   the account that the key means
 * @param hash      distinguishes the keys of one account
 * @param partition the partition that the record is in
 */
public record SeenKey(String account, int hash, int partition) {
    static SeenKey of(String account, byte[] key, int partition) {
        return new SeenKey(account, Arrays.hashCode(key), partition);
    }

    /** Whether both mean one account and differ. The same key in another partition is no difference: the topic gained partitions. */
    public boolean differsFrom(SeenKey other) {
        return account.equals(other.account) && hash != other.hash;
    }
}
