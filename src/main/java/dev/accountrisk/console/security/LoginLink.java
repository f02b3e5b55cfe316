package dev.accountrisk.console.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;

/** The one token that the start of the console was given. Whoever uses it first is logged in; nobody can ask for another. */
final class LoginLink implements OneTimeTokenService {
    /** Who logs in by it. */
    static final String USER = "local";

    private final String token;
    private final Predicate<String> firstUse;

    /** @param firstUse marks a token as used, and answers whether this was the first time */
    LoginLink(String token, Predicate<String> firstUse) {
        this.token = token;
        this.firstUse = firstUse;
    }

    @Override
    public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
        throw new UnsupportedOperationException("the console makes no further login token");
    }

    @Override
    public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken attempt) {
        String given = attempt.getTokenValue();
        if (given == null || !equalInConstantTime(token, given) || !firstUse.test(token)) {
            return null;
        }
        return new DefaultOneTimeToken(token, USER, Instant.MAX);
    }

    private static boolean equalInConstantTime(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
