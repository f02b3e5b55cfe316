package dev.accountrisk.console.accounts;

import dev.accountrisk.console.accounts.AccountPage.Journal;
import dev.accountrisk.console.accounts.AccountPage.Past;
import dev.accountrisk.console.accounts.AccountPage.Place;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedReader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** Puts the tables of one account together. The caller has a transaction open. */
@Component
class AccountReader {
    private static final int JOURNAL_PAGE = 50;
    private static final int HOLDS_MAX = 200;
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "decidedAt", "version");

    private final AccountRepository accounts;
    private final RiskRepository risks;
    private final HeadRepository heads;
    private final BalanceRepository balances;
    private final HoldRepository holds;
    private final EntryRepository entries;
    private final ParkedReader parked;

    AccountReader(AccountRepository accounts, RiskRepository risks, HeadRepository heads, BalanceRepository balances,
            HoldRepository holds, EntryRepository entries, ParkedReader parked) {
        this.accounts = accounts;
        this.risks = risks;
        this.heads = heads;
        this.balances = balances;
        this.holds = holds;
        this.entries = entries;
        this.parked = parked;
    }

    /** The account of a uuid or an external reference, if there is one. */
    Optional<String> findInTx(String text) {
        if (isKnownInTx(text)) {
            return Optional.of(text);
        }
        return accounts.findByExternalRef(text).map(Registration::account);
    }

    /** Whether any table has heard of it. */
    boolean isKnownInTx(String account) {
        return risks.findByAccount(account).isPresent() || heads.findByAccount(account).isPresent()
                || accounts.findByAccount(account).isPresent() || parked.firstOpenInTx(account).isPresent();
    }

    /** @param past the moment to show the balances of */
    AccountPage readInTx(String account, Instant now, int journalPage, boolean refusedOnly,
            PastMoment past) {
        if (!isKnownInTx(account)) {
            throw new MissingPageException("No worker has ever heard of the account " + account + ".");
        }
        Optional<Head> head = heads.findByAccount(account);
        ParkedLine blockedBy = head.map(Head::heldBack).orElse(false)
                ? parked.firstOpenInTx(account).orElse(null)
                : null;
        Risk risk = risks.findByAccount(account).orElse(null);
        return new AccountPage(now, account, answer(risk, blockedBy),
                accounts.findByAccount(account).map(Registration::externalRef).orElse(null), risk,
                balances.findByAccountOrderByAsset(account),
                holds.findByAccountAndStateOrderByHoldId(account, "OPEN", Limit.of(HOLDS_MAX)),
                head.map(Head::commands).orElse(0L), blockedBy,
                blockedBy == null ? 0 : parked.waitingForInTx(blockedBy),
                journal(account, journalPage, refusedOnly), past(account, past, head.map(Head::commands).orElse(0L)));
    }

    private static String answer(@Nullable Risk risk, @Nullable ParkedLine blockedBy) {
        String level = risk == null ? "Its risk is LOW: there was no update yet" : "Its risk is " + risk.level();
        return blockedBy == null
                ? level + ", and nothing holds its commands back."
                : level + ", and its commands are held back by one parked record.";
    }

    private Journal journal(String account, int page, boolean refusedOnly) {
        PageRequest request = PageRequest.of(page, JOURNAL_PAGE, NEWEST_FIRST);
        Slice<Entry> slice = refusedOnly
                ? entries.findByAccountAndOutcome(account, "REFUSED", request)
                : entries.findByAccount(account, request);
        return new Journal(slice.getContent(), page, slice.hasNext(), refusedOnly);
    }

    private @Nullable Past past(String account, PastMoment moment, long commands) {
        Instant time = moment.time();
        Long offset = moment.offset();
        if (time == null && offset == null) {
            return null;
        }
        Long oldest = entries.oldestVersion(account);
        boolean whole = oldest == null ? commands == 0 : oldest == 1;
        if (time != null) {
            return new Past(time, null, balances(account, entries.lastVersions(account, time)), whole);
        }
        Place record = place(account, Objects.requireNonNull(offset), moment.partition());
        return new Past(null, record, balances(account, entries.lastVersionsBefore(account, after(account, record))),
                whole);
    }

    private Place place(String account, long offset, @Nullable Integer partition) {
        Entry newest = entries.findByAccountAndOfCommandTrueOrderByVersionDesc(account, Limit.of(1))
                .stream()
                .findFirst()
                .orElseThrow(() -> new BadQuestionException("No command of this account is in the journal"));
        return new Place(newest.sourceTopic(), partition == null ? newest.sourcePartition() : partition, offset,
                newest.sourceOffset());
    }

    /** The version of the first command that took effect of those after a record. One that was released later comes later. */
    private long after(String account, Place record) {
        Long version = entries.firstVersionAfter(account, record.topic(), record.partition(), record.offset());
        return version == null ? Long.MAX_VALUE : version;
    }

    private List<Balance> balances(String account, List<Long> versions) {
        return versions.isEmpty() ? List.of() : entries.balancesAfter(account, versions);
    }
}
