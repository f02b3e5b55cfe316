package dev.accountrisk.console.parked;

import dev.accountrisk.console.audit.AuditEntry;
import dev.accountrisk.console.audit.AuditTrail;
import dev.accountrisk.console.audit.AuditedAction;
import dev.accountrisk.console.history.HistoryReader;
import dev.accountrisk.console.history.RecordHistory;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.security.ConsoleRole;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows parked records: what they share, the list, one of them, and its payload. */
@Controller
class ParkedController {
    private static final int PAGE_SIZE = 50;

    private final DatabaseReads reads;
    private final ParkedRepository rows;
    private final ParkedReader reader;
    private final AuditTrail audit;
    private final HistoryReader history;

    ParkedController(DatabaseReads reads, ParkedRepository rows, ParkedReader reader, AuditTrail audit,
            HistoryReader history) {
        this.reads = reads;
        this.rows = rows;
        this.reader = reader;
        this.audit = audit;
        this.history = history;
    }

    /**
     * The groups and the list.
     *
     * @param after the id after which the next page begins, or null at the end
     */
    record ParkedPage(Instant asOf, ParkedGroups groups, ParkedFilter filter, List<ParkedLine> records,
            @Nullable Long after) {}

    /**
     * One record.
     *
     * @param waiting how many records of the account wait for it
     * @param formKey of the form that asks what a release would do
     * @param views   who saw its payload, the newest first; null for whoever may not read the audit
     */
    record RecordPage(Instant asOf, ParkedLine record, long waiting, @Nullable Long keyBytes,
            @Nullable Long valueBytes, String formKey, RecordHistory history, @Nullable List<AuditEntry> views) {}

    record PayloadPage(Instant asOf, ParkedLine record, Payload key, Payload value) {}

    @GetMapping("/parked")
    ModelAndView list(ParkedFilter filter) {
        ParkedPage page = reads.read(now -> {
            List<ParkedLine> records = rows.findByIdInOrderById(rows.nextIds(Objects.requireNonNull(filter.state()),
                    filter.reason(), filter.topic(), filter.account(), filter.after() == null ? 0 : filter.after(),
                    PAGE_SIZE));
            return new ParkedPage(now, reader.groupsWithWaitingInTx(now), filter, records,
                    records.size() < PAGE_SIZE ? null : records.getLast().id());
        });
        return new ModelAndView("parked", "page", page);
    }

    @GetMapping("/parked/{id}")
    ModelAndView record(@PathVariable long id, HttpServletRequest request) {
        boolean mayAudit = request.isUserInRole(ConsoleRole.AUDITOR.name());
        RecordPage page = reads.read(now -> {
            ParkedLine record = find(id);
            ParkedRepository.Sizes sizes = rows.findSizes(id).orElseThrow();
            return new RecordPage(now, record, reader.waitingForInTx(record), sizes.getKeyBytes(),
                    sizes.getValueBytes(), UUID.randomUUID().toString(),
                    history.readInTx(new HistoryReader.Subject(id, record.reason(), record.topic(), record.account(),
                            record.parkedAt())),
                    mayAudit ? audit.viewsInTx(subject(id)) : null);
        });
        return new ModelAndView("record", "page", page);
    }

    /** Shows the bytes after the view is recorded. If it cannot be recorded, nothing is shown. */
    @GetMapping("/parked/{id}/payload")
    ModelAndView payload(@PathVariable long id, Principal viewer) {
        ParkedLine record = recordView(id, viewer);
        PayloadPage page = reads.read(now -> {
            ParkedRepository.Bytes bytes = rows.findBytes(id).orElseThrow();
            return new PayloadPage(now, record, Payload.of(bytes.getRecordKey()), Payload.of(bytes.getRecordValue()));
        });
        return new ModelAndView("payload", "page", page);
    }

    /** All bytes of the value, as a file. The view is recorded before. */
    @GetMapping("/parked/{id}/payload/value")
    ResponseEntity<byte[]> value(@PathVariable long id, Principal viewer) {
        recordView(id, viewer);
        byte[] value = reads.read(_ -> rows.findBytes(id).flatMap(bytes -> Optional.ofNullable(bytes.getRecordValue())))
                .orElseThrow(() -> new MissingPageException("The parked record " + id + " has no value."));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("record-" + id + ".bin").build().toString())
                .body(value);
    }

    private ParkedLine recordView(long id, Principal viewer) {
        ParkedLine record = reads.read(_ -> find(id));
        audit.record(viewer.getName(), AuditedAction.VIEW_PAYLOAD,
                subject(id) + ", " + record.topic() + "-" + record.partition() + " @ " + record.offset());
        return record;
    }

    private static String subject(long id) {
        return "parked record " + id;
    }

    private ParkedLine find(long id) {
        return rows.findLineById(id)
                .orElseThrow(() -> new MissingPageException("There is no parked record " + id + "."));
    }
}
