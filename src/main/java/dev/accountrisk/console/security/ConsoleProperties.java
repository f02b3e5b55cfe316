package dev.accountrisk.console.security;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may log in to the console. Providers of logins have Spring Boot's own settings besides.
 *
 * @param usersFile  the file with the users, one line for each: name, bcrypt hash and roles. It is read at each login
 * @param loginToken a token that logs one person in once, with every role, for a console that listens on loopback alone
 * @param nameClaim  the claim of a provider's tokens with the name of the person, for pages and the audit
 * @param rolesClaim the claim of a provider's tokens with the roles; a dot leads into an object
 * @param loginMax   how long a login lasts at most, from a minute on
 */
@ConfigurationProperties("account-risk.console")
record ConsoleProperties(@Nullable Path usersFile, @Nullable String loginToken, @DefaultValue("sub") String nameClaim,
        @DefaultValue("roles") String rolesClaim, @DefaultValue("12h") Duration loginMax) {
    private static final int TOKEN_LENGTH_MIN = 32;
    private static final Duration LOGIN_MAX_LEAST = Duration.ofMinutes(1);

    ConsoleProperties {
        if (loginToken != null && loginToken.length() < TOKEN_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "account-risk.console.login-token must have at least " + TOKEN_LENGTH_MIN + " characters");
        }
        if (loginMax.compareTo(LOGIN_MAX_LEAST) < 0) {
            throw new IllegalArgumentException("account-risk.console.login-max is at least 1m");
        }
        if (nameClaim.isBlank() || rolesClaim.isBlank()) {
            throw new IllegalArgumentException(
                    "account-risk.console.name-claim and account-risk.console.roles-claim each name a claim");
        }
    }

    /** Whether names and passwords, or a login link, let somebody in without a provider. */
    boolean hasUsers() {
        return usersFile != null || loginToken != null;
    }
}
