package dev.accountrisk.console.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
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

    private final AtomicReference<@Nullable String> token;

    LoginLink(String token) {
        this.token = new AtomicReference<>(token);
    }

    @Override
    public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
        throw new UnsupportedOperationException("the console makes no further login token");
    }

    @Override
    public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken attempt) {
        String unused = token.get();
        String given = attempt.getTokenValue();
        if (unused == null || given == null || !equalInConstantTime(unused, given)
                || !token.compareAndSet(unused, null)) {
            return null;
        }
        return new DefaultOneTimeToken(unused, USER, Instant.MAX);
    }

    private static boolean equalInConstantTime(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
