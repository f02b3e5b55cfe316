package dev.accountrisk.console.security;

import dev.accountrisk.database.EntityTransactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers in MySQL which login links were used, for all replicas and for later starts. It keeps no token. */
@Component
class UsedLinks {
    private final JdbcClient database;
    private final EntityTransactions transactions;

    UsedLinks(JdbcClient database, EntityTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Marks a token as used, and answers whether this was the first time. */
    boolean use(String token) {
        return transactions
                .write(() -> database.sql("INSERT IGNORE INTO used_login_link (token_digest) VALUES (:digest)")
                        .param("digest", digest(token))
                        .update() == 1);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
