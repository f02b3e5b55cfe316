package dev.accountrisk.console.security;

import dev.accountrisk.text.PrintableText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What a provider says of a person: the name and the roles. Roles that the console does not know are left out, because a provider
 * serves other programs too.
 *
 * @param nameClaim  a claim with text
 * @param rolesClaim a claim with a list, or with text that spaces or commas divide; a dot leads into an object
 */
record ProviderClaims(String nameClaim, String rolesClaim) {
    /** What the columns hold that say who did something. */
    private static final int NAME_MAX = 64;
    private static final Pattern DIVIDER = Pattern.compile("[\\s,]+");

    /** The name; empty if there is none, or one that the audit cannot hold as it is. */
    Optional<String> name(Map<String, Object> claims) {
        return claims.get(nameClaim) instanceof String name && !name.isBlank() && name.length() <= NAME_MAX
                && name.equals(name.strip()) && name.equals(PrintableText.escape(name))
                        ? Optional.of(name)
                        : Optional.empty();
    }

    /** The roles, as Spring Security names them. */
    List<GrantedAuthority> roles(Map<String, Object> claims) {
        Object claim = claims.containsKey(rolesClaim) ? claims.get(rolesClaim) : nested(claims);
        Collection<?> found = switch (claim) {
            case Collection<?> list -> list;
            case String text -> List.of(DIVIDER.split(text));
            case null, default -> List.of();
        };
        var names = found.stream().map(String::valueOf).collect(Collectors.toSet());
        return Arrays.stream(ConsoleRole.values())
                .map(ConsoleRole::name)
                .filter(names::contains)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    private @Nullable Object nested(Map<String, Object> claims) {
        Object at = claims;
        for (String step : rolesClaim.split("\\.", -1)) {
            at = at instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return at;
    }
}
