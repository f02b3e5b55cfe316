package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.parked.ParkedCriteria;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedReader;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Asks a worker what a release would do: of one parked record, or of the first that match. */
@Controller
class WhatIfController {
    private static final String WHY = "to see what a release would do";

    private final ParkedReader parked;
    private final ActionDesk desk;
    private final DatabaseReads reads;

    WhatIfController(ParkedReader parked, ActionDesk desk, DatabaseReads reads) {
        this.parked = parked;
        this.desk = desk;
        this.reads = reads;
    }

    /** @param trials what can be asked for; empty if nothing matches that a release takes */
    record TrialsPage(Instant asOf, ParkedCriteria which, List<Trial> trials) {}

    /** The form for records that match. Whoever opens it asks for nothing yet. */
    @GetMapping("/actions/what-if")
    ModelAndView form(RecordsForm form) {
        TrialsPage page = reads.read(now -> new TrialsPage(now, form.which(),
                Trial.of(parked.firstReleasableInTx(form.which(), Long.MAX_VALUE, Trial.MOST))));
        return new ModelAndView("what-if-form", "page", page);
    }

    /** With a corrected value if the form has one. */
    @PostMapping(path = "/actions/records", params = "kind=WHAT_IF")
    String ask(RecordsForm form, HttpServletRequest request, Principal operator) {
        ActionRights.require(request, ActionKind.WHAT_IF, false);
        byte[] corrected = RecordActionsController.corrected(form, request);
        Long id = form.id();
        Asked asked = reads.read(_ -> id == null ? ofManyInTx(form) : ofOneInTx(form, id, corrected));
        return "redirect:/actions/" + desk.place(asked, operator.getName());
    }

    private Asked ofOneInTx(RecordsForm form, long id, byte @Nullable [] corrected) {
        ParkedLine record = OpenRecord.findInTx(parked, id);
        ActionOrder order = new ActionOrder(ActionKind.WHAT_IF, id, null, record.topic(), record.account(), id, 0,
                false, null, null, false);
        return new Asked(key(form), order, WHY, null, corrected);
    }

    /** Those that the form counted, or of a script the first ones now. */
    private Asked ofManyInTx(RecordsForm form) {
        ParkedCriteria which = form.which();
        Long shown = form.upTo();
        List<Long> first = parked.firstReleasableInTx(which, shown == null ? Long.MAX_VALUE : shown, Trial.MOST);
        long upTo = shown == null ? Trial.upTo(form.limit(), first) : shown;
        ActionOrder order = new ActionOrder(ActionKind.WHAT_IF, null, which.reason(), which.topic(), which.account(),
                upTo, 0, false, null, null, false);
        return new Asked(key(form), order, WHY, first.stream().filter(id -> id <= upTo).count(), null);
    }

    private static String key(RecordsForm form) {
        return Objects.requireNonNullElse(form.formKey(), "");
    }
}
