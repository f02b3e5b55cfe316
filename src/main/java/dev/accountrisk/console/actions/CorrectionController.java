package dev.accountrisk.console.actions;

import dev.accountrisk.console.audit.AuditTrail;
import dev.accountrisk.console.audit.AuditedAction;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.parked.ParkedCriteria;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedReader;
import dev.accountrisk.console.parked.ParkedScope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lets an operator correct the value of one parked record, and shows what is different before anything is asked for. */
@Controller
class CorrectionController {
    /** A form of more is no place to work in; the command line takes any value. */
    private static final int VALUE_MAX = 64 << 10;

    private final ParkedReader parked;
    private final DatabaseReads reads;
    private final AuditTrail audit;

    CorrectionController(ParkedReader parked, DatabaseReads reads, AuditTrail audit) {
        this.parked = parked;
        this.reads = reads;
        this.audit = audit;
    }

    record CorrectionPage(Instant asOf, ParkedLine record, String value) {}

    /** @param scope what the button asks for */
    record DifferencePage(Instant asOf, ParkedLine record, String value, List<ValueChange> changes, ParkedScope scope,
            String formKey, String previewKey) {}

    /** Shows the value after the view is recorded. */
    @GetMapping("/parked/{id}/correction")
    ModelAndView form(@PathVariable long id, Principal operator) {
        reads.read(_ -> OpenRecord.findInTx(parked, id));
        audit.record(operator.getName(), AuditedAction.VIEW_PAYLOAD, "parked record " + id + ", to correct it");
        CorrectionPage page = reads
                .read(now -> new CorrectionPage(now, OpenRecord.findInTx(parked, id), text(valueInTx(id))));
        return new ModelAndView("correction", "page", page);
    }

    /** Shows what is different. Asks for nothing yet. */
    @PostMapping("/parked/{id}/correction")
    ModelAndView difference(@PathVariable long id, @RequestParam String value) {
        String corrected = RecordActionsController.lines(value);
        if (corrected.length() > VALUE_MAX) {
            throw new BadQuestionException("a corrected value has at most " + VALUE_MAX + " characters here");
        }
        DifferencePage page = reads.read(now -> new DifferencePage(now, OpenRecord.findInTx(parked, id), corrected,
                ValueChange.between(valueInTx(id), corrected.getBytes(StandardCharsets.UTF_8)),
                parked.scopeInTx(new ParkedCriteria(id, null, null, null), true, 0, now),
                UUID.randomUUID().toString(), UUID.randomUUID().toString()));
        return new ModelAndView("correction-difference", "page", page);
    }

    private byte[] valueInTx(long id) {
        return parked.valueInTx(id).orElse(new byte[0]);
    }

    private static String text(byte[] value) {
        if (value.length > VALUE_MAX) {
            throw new BadQuestionException("the value has " + value.length + " bytes. Download it, and correct it by"
                    + " the command redrive release --value");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException noText) {
            throw new BadQuestionException("the value is no text. Download it, and correct it by the command redrive"
                    + " release --value", noText);
        }
    }
}
