package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.parked.ParkedReader;
import dev.accountrisk.console.parked.ParkedScope;
import dev.accountrisk.console.security.ConsoleRole;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form for an action on parked records, which says how many it touches, and what takes it. */
@Controller
class RecordActionsController {
    private final ParkedReader parked;
    private final ActionDesk desk;
    private final DatabaseReads reads;

    RecordActionsController(ParkedReader parked, ActionDesk desk, DatabaseReads reads) {
        this.parked = parked;
        this.desk = desk;
        this.reads = reads;
    }

    /**
     * The form.
     *
     * @param everything whether no criterion limits it
     * @param trials     what can be asked before a release, without doing it
     */
    record RecordsPage(Instant asOf, RecordsForm form, ParkedScope scope, boolean everything, String formKey,
            List<Trial> trials) {
        /** Whether it releases; else it drops. */
        public boolean releases() {
            return form.does() == ActionKind.RELEASE;
        }
    }

    @GetMapping("/actions/records")
    ModelAndView form(RecordsForm form, HttpServletRequest request) {
        boolean everything = form.which().everything();
        ActionRights.require(request, form.does(), everything);
        RecordsPage page = reads.read(now -> new RecordsPage(now, form,
                parked.scopeInTx(form.which(), form.does() == ActionKind.RELEASE, form.limit(), now),
                everything, UUID.randomUUID().toString(), trialsInTx(form)));
        return new ModelAndView("action-records", "page", page);
    }

    /** The page of one record has a form of its own for that. */
    private List<Trial> trialsInTx(RecordsForm form) {
        return form.does() == ActionKind.RELEASE && form.id() == null
                ? Trial.of(parked.firstReleasableInTx(form.which(), Long.MAX_VALUE, Trial.MOST))
                : List.of();
    }

    /** Only what the form's page counted belongs to it: not what was parked since. */
    @PostMapping("/actions/records")
    String place(RecordsForm form, HttpServletRequest request, Principal operator) {
        ActionRights.require(request, form.does(), form.which().everything());
        byte[] corrected = corrected(form, request);
        Long upTo = form.upTo();
        if (upTo == null) {
            throw new BadQuestionException("the form does not say up to which record: open its page again");
        }
        ActionOrder order = form.order(upTo);
        long records = reads.read(_ -> parked.countInTx(form.which(), form.does() == ActionKind.RELEASE, upTo));
        long id = desk.place(new Asked(Objects.requireNonNullElse(form.formKey(), ""), order,
                Objects.requireNonNullElse(form.why(), "").strip(), records, corrected), operator.getName());
        return "redirect:/actions/" + id;
    }

    /** Whoever corrects a value has seen it. */
    static byte @Nullable [] corrected(RecordsForm form, HttpServletRequest request) {
        String value = form.value();
        if (value == null) {
            return null;
        }
        if (form.kind() == ActionKind.DROP || form.id() == null) {
            throw new BadQuestionException("a corrected value belongs to the release of one record");
        }
        return bytes(value, request);
    }

    /** @throws AccessDeniedException if whoever corrects it may not see a value, or not release a record */
    static byte[] bytes(String value, HttpServletRequest request) {
        if (!request.isUserInRole(ConsoleRole.PAYLOAD.name()) || !request.isUserInRole(ConsoleRole.OPERATOR.name())) {
            throw new AccessDeniedException("a corrected value needs the roles PAYLOAD and OPERATOR");
        }
        return lines(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Browsers send each end of a line as two characters. */
    static String lines(String value) {
        return value.replace("\r\n", "\n");
    }
}
