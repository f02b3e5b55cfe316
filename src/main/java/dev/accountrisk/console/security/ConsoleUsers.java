package dev.accountrisk.console.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The users of the file, read at each login: a user who was removed cannot log in again. */
final class ConsoleUsers implements UserDetailsService {
    private final @Nullable Path file;
    private final boolean linked;

    /**
     * Reads the file once, so that a wrong one is noticed at the start.
     *
     * @param linked whether one more user comes by a login link
     */
    ConsoleUsers(@Nullable Path file, boolean linked) {
        this.file = file;
        this.linked = linked;
        var _ = usersOfFile();
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        UserDetails user;
        try {
            user = linked && username.equals(LoginLink.USER) ? linkUser() : usersOfFile().get(username);
        } catch (IllegalArgumentException | UncheckedIOException broken) {
            throw new InternalAuthenticationServiceException("the file of users cannot be used", broken);
        }
        if (user == null) {
            throw new UsernameNotFoundException("no such user");
        }
        return user;
    }

    /** No password matches what is no hash. */
    private static UserDetails linkUser() {
        return User.withUsername(LoginLink.USER)
                .password("none")
                .roles(Arrays.stream(ConsoleRole.values()).map(ConsoleRole::name).toArray(String[]::new))
                .build();
    }

    private Map<String, UserDetails> usersOfFile() {
        if (file == null) {
            return Map.of();
        }
        try {
            return UserFile.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("account-risk.console.users-file: cannot read " + file, unreadable);
        }
    }
}
