package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.security.ConsoleRole;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;

/** Which role an action needs: what cannot be taken back, or is about everything, needs another one than the rest. */
final class ActionRights {
    private ActionRights() {}

    /**
     * The roles of which one is needed.
     *
     * @param everything whether no criterion limits it to some parked records
     */
    static Set<ConsoleRole> needed(ActionKind kind, boolean everything) {
        return switch (kind) {
            case DROP, MOVE -> EnumSet.of(ConsoleRole.APPROVER);
            case RELEASE -> EnumSet.of(everything ? ConsoleRole.APPROVER : ConsoleRole.OPERATOR);
            case ACCEPT, PAUSE, RESUME -> EnumSet.of(ConsoleRole.OPERATOR);
            case WHAT_IF -> EnumSet.of(ConsoleRole.OPERATOR, ConsoleRole.APPROVER);
        };
    }

    /** @throws AccessDeniedException if whoever asks has none of the roles */
    static void require(HttpServletRequest request, ActionKind kind, boolean everything) {
        Set<ConsoleRole> needed = needed(kind, everything);
        if (needed.stream().noneMatch(role -> request.isUserInRole(role.name()))) {
            throw new AccessDeniedException(kind + " needs one of the roles " + needed);
        }
    }
}
