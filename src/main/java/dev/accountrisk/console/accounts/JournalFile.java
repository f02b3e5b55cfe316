package dev.accountrisk.console.accounts;

import dev.accountrisk.console.page.Csv;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.MissingPageException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * An account's journal as a file. It is read page by page in the order of the table's key, so that an account with a million entries
 * costs MySQL no sort and the console no memory, and a slow reader holds no connection to MySQL.
 */
@Controller
class JournalFile {
    private static final int PAGE_SIZE = 1_000;
    private static final List<String> COLUMNS = List.of("id", "kind", "version", "decided", "occurred", "outcome",
            "reason", "asset", "amount", "balance_after", "frozen_after", "hold_id", "external_ref", "risk_added",
            "risk_after", "topic", "partition", "offset");

    private final DatabaseReads reads;
    private final AccountReader accounts;
    private final EntryRepository entries;

    JournalFile(DatabaseReads reads, AccountReader accounts, EntryRepository entries) {
        this.reads = reads;
        this.accounts = accounts;
        this.entries = entries;
    }

    @GetMapping("/accounts/{account}/journal.csv")
    void send(@PathVariable String account, HttpServletResponse response) throws IOException {
        List<Entry> first = reads.read(_ -> {
            if (!accounts.isKnownInTx(account)) {
                throw new MissingPageException("No worker has ever heard of the account " + account + ".");
            }
            return pageInTx(account, "");
        });
        Csv.send(response, "journal-" + account + ".csv", COLUMNS, table -> {
            List<Entry> page = first;
            while (!page.isEmpty()) {
                for (Entry entry : page) {
                    write(table, entry);
                }
                Entry last = page.getLast();
                page = reads.read(_ -> pageInTx(account, last.entryId()))
                        .stream()
                        .filter(entry -> entry.isAfter(last))
                        .toList();
            }
        });
    }

    private List<Entry> pageInTx(String account, String fromId) {
        return entries.findByAccountAndEntryIdGreaterThanEqualOrderByEntryIdAscOfCommandAsc(account, fromId,
                Limit.of(PAGE_SIZE));
    }

    private static void write(Csv table, Entry entry) throws IOException {
        table.row(entry.entryId(), entry.kind(), entry.version(), entry.decidedAt(), entry.occurredAt(),
                entry.outcome(), entry.reason(), entry.asset(), entry.amount(), entry.balanceAfter(),
                entry.frozenAfter(), entry.holdId(), entry.externalRef(), entry.riskAdded(), entry.riskAfter(),
                entry.sourceTopic(), entry.sourcePartition(), entry.sourceOffset());
    }
}
