package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedReader;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks a worker what a release of a parked record would do. */
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

    /** With a corrected value if the form has one. */
    @PostMapping(path = "/actions/records", params = "kind=WHAT_IF")
    String ask(RecordsForm form, HttpServletRequest request, Principal operator) {
        ActionRights.require(request, ActionKind.WHAT_IF, false);
        Long id = form.id();
        if (id == null) {
            throw new BadQuestionException("id is the number of a parked record");
        }
        byte[] corrected = form.value() == null ? null : RecordActionsController.bytes(form.value(), request);
        ParkedLine record = reads.read(_ -> OpenRecord.findInTx(parked, id));
        ActionOrder order = new ActionOrder(ActionKind.WHAT_IF, id, null, record.topic(), record.account(), id, 0,
                false, null, null, false);
        long action = desk.place(new Asked(Objects.requireNonNullElse(form.formKey(), ""), order, WHY, null,
                corrected), operator.getName());
        return "redirect:/actions/" + action;
    }
}
