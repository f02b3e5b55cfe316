package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import dev.accountrisk.console.audit.AuditTrail;
import dev.accountrisk.console.audit.AuditedAction;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.parked.ParkedReader;
import dev.accountrisk.console.partitions.ProgressReader;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows actions: the list, one of them with its progress, and its corrected value. Cancels them. */
@Controller
class ActionsController {
    private static final int PAGE_SIZE = 50;
    private static final int REFRESH_SECONDS = 3;
    private static final int WHAT_IF_REFRESH_SECONDS = 1;

    private final ActionRepository rows;
    private final ActionDesk desk;
    private final ParkedReader parked;
    private final ProgressReader progress;
    private final DatabaseReads reads;
    private final AuditTrail audit;

    ActionsController(ActionRepository rows, ActionDesk desk, ParkedReader parked, ProgressReader progress,
            DatabaseReads reads, AuditTrail audit) {
        this.rows = rows;
        this.desk = desk;
        this.parked = parked;
        this.progress = progress;
        this.reads = reads;
        this.audit = audit;
    }

    /**
     * The list, newest first.
     *
     * @param workers how many workers report
     * @param older   the id to ask for next, or null at the end
     */
    record ActionsPage(Instant asOf, int workers, List<ActionView> actions, @Nullable Long older) {}

    /**
     * One action.
     *
     * @param whatIf       what a release of one record would do; null if that was not asked, or is not known yet
     * @param whatIfOfMany what a release of the first records that match would do; null as well
     */
    record ActionPage(Instant asOf, ActionView action, ActionStatus status, @Nullable WhatIfView whatIf,
            @Nullable WhatIfOfManyView whatIfOfMany) {}

    record ChangesPage(Instant asOf, ActionView action, List<ValueChange> changes) {}

    @GetMapping("/actions")
    ModelAndView list(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before) {
        ActionsPage page = reads.read(now -> {
            List<ActionView> actions = rows.list(before, Limit.of(PAGE_SIZE))
                    .stream()
                    .map(ActionRow::view)
                    .toList();
            return new ActionsPage(now, progress.readInTx(now).reporting().size(), actions,
                    actions.size() < PAGE_SIZE ? null : actions.getLast().id());
        });
        return new ModelAndView("actions", "page", page);
    }

    /** A browser asks again by itself for one that is not ended. */
    @GetMapping("/actions/{id}")
    ModelAndView action(@PathVariable long id) {
        ActionPage page = reads.read(now -> {
            ActionView action = findInTx(id);
            return new ActionPage(now, action,
                    ActionStatus.of(action, progress.readInTx(now).reporting().size(), beforeInTx(action), now),
                    WhatIfView.of(action), WhatIfOfManyView.of(action));
        });
        boolean whatIf = page.action().order().kind() == ActionKind.WHAT_IF;
        ModelAndView view = new ModelAndView(whatIf
                ? (page.action().order().recordId() == null ? "what-if-many" : "what-if")
                : "action", "page", page);
        if (!page.action().ended()) {
            view.addObject("refreshSeconds", whatIf ? WHAT_IF_REFRESH_SECONDS : REFRESH_SECONDS);
        }
        return view;
    }

    @PostMapping("/actions/{id}/cancel")
    String cancel(@PathVariable long id, Principal operator) {
        desk.cancel(id, operator.getName());
        return "redirect:/actions/" + id;
    }

    @PostMapping("/actions/{id}/confirm")
    String confirm(@PathVariable long id, Principal second) {
        desk.confirm(id, second.getName());
        return "redirect:/actions/" + id;
    }

    /** Shows the corrected value beside the one that came, after the view is recorded. */
    @GetMapping("/actions/{id}/value")
    ModelAndView value(@PathVariable long id, Principal viewer) {
        ActionView action = reads.read(_ -> findInTx(id));
        Long record = action.order().recordId();
        if (!action.corrected() || record == null) {
            throw new MissingPageException("The action " + id + " has no corrected value.");
        }
        audit.record(viewer.getName(), AuditedAction.VIEW_PAYLOAD, "corrected value of action " + id
                + ", parked record " + record);
        ChangesPage page = reads.read(now -> new ChangesPage(now, action,
                ValueChange.between(parked.valueInTx(record).orElse(new byte[0]),
                        Objects.requireNonNull(rows.findReplacement(id).orElse(null)))));
        return new ModelAndView("action-value", "page", page);
    }

    private ActionView findInTx(long id) {
        return rows.findById(id)
                .map(ActionRow::view)
                .orElseThrow(() -> new MissingPageException("There is no action " + id + "."));
    }

    /** The oldest open action that is carried out before this one. */
    private @Nullable Long beforeInTx(ActionView action) {
        List<ActionKind> kinds = ActionKind.of(action.order().kind().queue());
        return rows.before(action.id(), List.of(ActionState.WAITING, ActionState.RUNNING), kinds, Limit.of(1))
                .stream()
                .findFirst()
                .orElse(null);
    }
}
