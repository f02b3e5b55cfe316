package dev.accountrisk.console.audit;

import dev.accountrisk.console.page.Csv;
import dev.accountrisk.console.page.DatabaseReads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows who saw and asked for what, newest first, as a page and as a file. */
@Controller
class AuditController {
    private static final int PAGE_SIZE = 100;
    private static final int FILE_PAGE_SIZE = 1_000;
    private static final List<String> COLUMNS = List.of("id", "time", "who", "action", "subject", "why", "origin");

    private final AuditRepository rows;
    private final DatabaseReads reads;

    AuditController(AuditRepository rows, DatabaseReads reads) {
        this.rows = rows;
        this.reads = reads;
    }

    /** @param older the id to ask for next, or null at the end */
    record AuditPage(Instant asOf, AuditFilter filter, List<AuditEntry> entries, @Nullable Long older) {}

    @GetMapping("/audit")
    ModelAndView audit(AuditFilter filter) {
        AuditPage page = reads.read(now -> {
            List<AuditEntry> entries = nextInTx(filter, PAGE_SIZE);
            return new AuditPage(now, filter, entries, entries.size() < PAGE_SIZE ? null : entries.getLast().id());
        });
        return new ModelAndView("audit", "page", page);
    }

    /** Everything that the filter matches. */
    @GetMapping("/audit/audit.csv")
    void file(AuditFilter filter, HttpServletResponse response) throws IOException {
        List<AuditEntry> first = reads.read(_ -> nextInTx(filter, FILE_PAGE_SIZE));
        Csv.send(response, "audit.csv", COLUMNS, table -> {
            List<AuditEntry> page = first;
            while (!page.isEmpty()) {
                for (AuditEntry entry : page) {
                    table.row(entry.id(), entry.createTime(), entry.doneBy(), entry.action(), entry.subject(),
                            entry.why(), entry.origin());
                }
                long last = page.getLast().id();
                page = page.size() < FILE_PAGE_SIZE
                        ? List.of()
                        : reads.read(_ -> nextInTx(filter.before(last), FILE_PAGE_SIZE));
            }
        });
    }

    private List<AuditEntry> nextInTx(AuditFilter filter, int most) {
        return rows.next(filter.who(), filter.action(), filter.begin(), filter.end(), filter.beforeId(),
                Limit.of(most));
    }
}
