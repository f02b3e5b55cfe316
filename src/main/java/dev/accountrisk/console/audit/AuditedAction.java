package dev.accountrisk.console.audit;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.CommandAudit;

/** What is recorded. The command line has one more, {@link CommandAudit#TRANSLATE}. */
public enum AuditedAction {
    /** Somebody saw the key and the value of a parked record. */
    VIEW_PAYLOAD,
    /** Somebody asked for an action of this kind. */
    RELEASE, DROP, WHAT_IF, ACCEPT, MOVE, PAUSE, RESUME,
    /** Somebody confirmed an action that another one asked for. */
    CONFIRM,
    /** Somebody cancelled an action. */
    CANCEL;

    /** What is recorded of an action that is asked for. */
    public static AuditedAction of(ActionKind kind) {
        return valueOf(kind.name());
    }
}
