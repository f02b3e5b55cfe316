package dev.accountrisk.console.accounts;

import dev.accountrisk.console.page.DatabaseReads;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Finds an account and shows it. */
@Controller
class AccountsController {
    private final DatabaseReads reads;
    private final AccountReader accounts;

    AccountsController(DatabaseReads reads, AccountReader accounts) {
        this.reads = reads;
        this.accounts = accounts;
    }

    /**
     * The search, with nothing found.
     *
     * @param asked what was searched for, or null if nothing was yet
     */
    record SearchPage(Instant asOf, @Nullable String asked) {}

    /** What was found, for a script; a browser goes to the account. */
    @GetMapping("/accounts")
    ModelAndView search(@RequestParam(required = false) @Nullable String id) {
        String asked = id == null || id.isBlank() ? null : id.strip();
        if (asked != null) {
            Optional<String> found = reads.read(_ -> accounts.findInTx(asked));
            if (found.isPresent()) {
                return new ModelAndView("redirect:" + UriComponentsBuilder.fromPath("/accounts/{account}")
                        .encode()
                        .buildAndExpand(found.get())
                        .toUriString());
            }
        }
        return new ModelAndView("accounts", "page", reads.read(now -> new SearchPage(now, asked)));
    }

    @GetMapping("/accounts/{account}")
    ModelAndView account(@PathVariable String account, @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "false") boolean refused,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable Long offset,
            @RequestParam(required = false) @Nullable Integer partition) {
        JournalPlace place = JournalPlace.read(before);
        PastMoment past = PastMoment.of(at, offset, partition);
        return new ModelAndView("account", "page",
                reads.read(now -> accounts.readInTx(account, now, place, refused, past)));
    }
}
