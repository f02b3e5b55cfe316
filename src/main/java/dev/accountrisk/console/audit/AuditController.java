package dev.accountrisk.console.audit;

import dev.accountrisk.console.page.DatabaseReads;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows who saw and asked for what, newest first. */
@Controller
class AuditController {
    private static final int PAGE_SIZE = 100;

    private final AuditRepository rows;
    private final DatabaseReads reads;

    AuditController(AuditRepository rows, DatabaseReads reads) {
        this.rows = rows;
        this.reads = reads;
    }

    /** @param older the id to ask for next, or null at the end */
    record AuditPage(Instant asOf, List<AuditEntry> entries, @Nullable Long older) {}

    @GetMapping("/audit")
    ModelAndView audit(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before) {
        AuditPage page = reads.read(now -> {
            List<AuditEntry> entries = rows.findByIdLessThanOrderByIdDesc(before, Limit.of(PAGE_SIZE));
            return new AuditPage(now, entries, entries.size() < PAGE_SIZE ? null : entries.getLast().id());
        });
        return new ModelAndView("audit", "page", page);
    }
}
