package dev.accountrisk.console.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may log in to the console.
 *
 * @param usersFile  the file with the users, one line for each: name, bcrypt hash and roles. It is read at each login
 * @param loginToken a token that logs one person in once, with every role, for a console that listens on loopback alone
 */
@ConfigurationProperties("account-risk.console")
record ConsoleProperties(@Nullable Path usersFile, @Nullable String loginToken) {
    private static final int TOKEN_LENGTH_MIN = 32;

    ConsoleProperties {
        if (usersFile == null && loginToken == null) {
            throw new IllegalArgumentException(
                    "account-risk.console.users-file is missing: the console lets nobody in without"
                            + " a login. deploy/CONSOLE.md says how to write the file");
        }
        if (loginToken != null && loginToken.length() < TOKEN_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "account-risk.console.login-token must have at least " + TOKEN_LENGTH_MIN + " characters");
        }
    }
}
