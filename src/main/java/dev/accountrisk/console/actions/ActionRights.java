package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.security.ConsoleRole;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;

/** Which role an action needs: what cannot be taken back, or is about everything, needs another one than the rest. */
final class ActionRights {
    private ActionRights() {}

    /** @param everything whether no criterion limits it to some parked records */
    static ConsoleRole needed(ActionKind kind, boolean everything) {
        return switch (kind) {
            case DROP, MOVE -> ConsoleRole.APPROVER;
            case RELEASE -> everything ? ConsoleRole.APPROVER : ConsoleRole.OPERATOR;
            case ACCEPT, PAUSE, RESUME -> ConsoleRole.OPERATOR;
        };
    }

    /** @throws AccessDeniedException if whoever asks lacks the role */
    static void require(HttpServletRequest request, ActionKind kind, boolean everything) {
        ConsoleRole needed = needed(kind, everything);
        if (!request.isUserInRole(needed.name())) {
            throw new AccessDeniedException(kind + " needs the role " + needed);
        }
    }
}
