package dev.accountrisk.console.actions;

import dev.accountrisk.console.audit.AuditTrail;
import dev.accountrisk.console.audit.AuditedAction;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.database.EntityTransactions;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Takes what operators ask for: the row that workers find, and its row in the audit, are added together. */
@Component
class ActionDesk {
    private final ActionRepository actions;
    private final NewActionRepository added;
    private final AuditTrail audit;
    private final EntityTransactions transactions;
    private final SecondPerson second;

    ActionDesk(ActionRepository actions, NewActionRepository added, AuditTrail audit, EntityTransactions transactions,
            SecondPerson second) {
        this.second = second;
        this.actions = actions;
        this.added = added;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Adds an action, and returns its number. A form that is sent again, by a double click or a reload, is the same action.
     *
     * @throws BadQuestionException if the form was sent before and asked for something else
     */
    long place(Asked asked, String who) {
        Optional<Long> before = transactions.read(() -> actions.findIdByFormKey(asked.formKey()));
        if (before.isPresent()) {
            return same(before.get(), asked, who);
        }
        try {
            return transactions.write(() -> {
                long id = added.save(new NewAction(asked, who, second.secondsFor(asked.order()))).id();
                audit.recordInTx(who, AuditedAction.of(asked.order().kind()),
                        "action " + id + ": " + asked.order().describe()
                                + (asked.replacement() == null ? "" : ", with a corrected value"),
                        asked.why());
                return id;
            });
        } catch (DataIntegrityViolationException atTheSameTime) {
            return transactions.read(() -> actions.findIdByFormKey(asked.formKey()))
                    .map(id -> same(id, asked, who))
                    .orElseThrow(() -> atTheSameTime);
        }
    }

    private long same(long id, Asked asked, String who) {
        ActionView view = find(id);
        byte[] replacement = transactions.read(() -> actions.findReplacement(id)).orElse(null);
        if (!view.order().equals(asked.order()) || !view.why().equals(asked.why()) || !view.doneBy().equals(who)
                || !Arrays.equals(replacement, asked.replacement())) {
            throw new BadQuestionException("this form was sent before, with something else in it: that is action " + id
                    + ". For another action open the page of the form again");
        }
        return id;
    }

    /** Cancels an action, unless it has ended or is cancelled. */
    void cancel(long id, String who) {
        ActionView view = find(id);
        transactions.write(() -> {
            boolean cancelled = actions.cancel(id, who) == 1;
            if (cancelled) {
                audit.recordInTx(who, AuditedAction.CANCEL, "action " + id + ": " + view.what(), null);
            }
            return cancelled;
        });
    }

    /**
     * Confirms an action that needs a second person. Confirmed twice by the same one, it is confirmed once.
     *
     * @throws BadQuestionException if it needs none, if it is too late, or if whoever confirms it has asked for it
     */
    void confirm(long id, String who) {
        boolean confirmed = transactions.write(() -> {
            boolean first = actions.confirm(id, who) == 1;
            if (first) {
                audit.recordInTx(who, AuditedAction.CONFIRM, "action " + id + ": " + findInTx(id).what(), null);
            }
            return first;
        });
        if (!confirmed) {
            ActionView view = find(id);
            if (view.second() == null || !who.equals(view.second().by())) {
                throw new BadQuestionException("action " + id + whyNot(view, who));
            }
        }
    }

    private static String whyNot(ActionView view, String who) {
        if (view.second() == null) {
            return " needs no second person";
        }
        if (view.second().by() != null) {
            return " was confirmed by " + view.second().by();
        }
        if (!view.unconfirmed()) {
            return " is cancelled, or has ended";
        }
        return view.doneBy().equalsIgnoreCase(who)
                ? " was asked for under your name: somebody else must confirm it"
                : " was not confirmed in time, or its asker's name is too much like yours: ask for it again";
    }

    private ActionView find(long id) {
        return transactions.read(() -> findInTx(id));
    }

    private ActionView findInTx(long id) {
        return actions.findById(id)
                .map(ActionRow::view)
                .orElseThrow(() -> new MissingPageException("There is no action " + id + "."));
    }
}
