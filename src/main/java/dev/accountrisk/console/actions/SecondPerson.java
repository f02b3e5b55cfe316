package dev.accountrisk.console.actions;

import dev.accountrisk.console.security.ConsoleRole;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether what only approvers may ask for is done after another approver confirmed it.
 *
 * @param required whether it is so
 * @param within   how long the other one has, from a minute to a week
 */
@ConfigurationProperties("account-risk.console.second-person")
record SecondPerson(@DefaultValue("false") boolean required, @DefaultValue("1h") Duration within) {
    private static final Duration WITHIN_MIN = Duration.ofMinutes(1);
    private static final Duration WITHIN_MAX = Duration.ofDays(7);
    private static final Set<ConsoleRole> ONLY_APPROVERS = EnumSet.of(ConsoleRole.APPROVER);

    SecondPerson {
        if (within.compareTo(WITHIN_MIN) < 0 || within.compareTo(WITHIN_MAX) > 0) {
            throw new IllegalArgumentException("account-risk.console.second-person.within is from 1m to 7d");
        }
    }

    /** How many seconds somebody else has to confirm it, or null if nobody has to. */
    @Nullable
    Integer secondsFor(ActionOrder order) {
        return required && ActionRights.needed(order.kind(), order.everything()).equals(ONLY_APPROVERS)
                ? Math.toIntExact(within.toSeconds())
                : null;
    }
}
