package dev.accountrisk.console.accounts;

import dev.accountrisk.console.accounts.AccountPage.Journal;
import dev.accountrisk.console.accounts.AccountPage.Past;
import dev.accountrisk.console.accounts.AccountPage.Place;
import dev.accountrisk.console.accounts.AccountRepository.Registration;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedReader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Puts the tables of one account together. The caller has a transaction open. */
@Component
class AccountReader {
    private static final int JOURNAL_PAGE = 50;
    /** Among how many commands a page of refusals looks for them. */
    private static final long REFUSALS_AMONG = 5_000;
    private static final int HOLDS_MAX = 200;
    private static final String REFUSED = "REFUSED";

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
    AccountPage readInTx(String account, Instant now, JournalPlace from, boolean refusedOnly,
            PastMoment past) {
        if (!isKnownInTx(account)) {
            throw new MissingPageException("No worker has ever heard of the account " + account + ".");
        }
        Optional<Head> head = heads.findByAccount(account);
        ParkedLine blockedBy = head.map(Head::heldBack).orElse(false)
                ? parked.firstOpenInTx(account).orElse(null)
                : null;
        long commands = head.map(Head::commands).orElse(0L);
        Risk risk = risks.findByAccount(account).orElse(null);
        return new AccountPage(now, account, answer(risk, blockedBy),
                accounts.findByAccount(account).map(Registration::externalRef).orElse(null), risk,
                balances.findByAccountOrderByAsset(account),
                holds.findByAccountAndStateOrderByHoldId(account, "OPEN", Limit.of(HOLDS_MAX)),
                commands, blockedBy,
                blockedBy == null ? 0 : parked.waitingForInTx(blockedBy),
                journal(account, from, refusedOnly), past(account, past, commands));
    }

    private static String answer(@Nullable Risk risk, @Nullable ParkedLine blockedBy) {
        String level = risk == null ? "Its risk is LOW: there was no update yet" : "Its risk is " + risk.level();
        return blockedBy == null
                ? level + ", and nothing holds its commands back."
                : level + ", and its commands are held back by one parked record.";
    }

    private Journal journal(String account, JournalPlace from, boolean refusedOnly) {
        if (refusedOnly) {
            return refusals(account, from);
        }
        Limit limit = Limit.of(JOURNAL_PAGE + 1);
        List<Entry> found = newestFirst(newest(account, true, from.command(), limit),
                newest(account, false, from.addition(), limit));
        List<Entry> shown = found.stream().limit(JOURNAL_PAGE).toList();
        return new Journal(shown, before(from), found.size() > JOURNAL_PAGE ? from.after(shown).toString() : null,
                false, false);
    }

    /** Looks at a part of the journal only: an account with a million commands may have no refusal. An addition is never refused. */
    private Journal refusals(String account, JournalPlace from) {
        long greatest = newestVersion(account, from.command());
        long least = greatest - REFUSALS_AMONG + 1;
        List<Entry> found = entries
                .findByAccountAndOfCommandTrueAndOutcomeAndVersionBetweenOrderByVersionDesc(account, REFUSED, least,
                        greatest, Limit.of(JOURNAL_PAGE + 1));
        List<Entry> shown = found.stream().limit(JOURNAL_PAGE).toList();
        if (found.size() > JOURNAL_PAGE) {
            return new Journal(shown, before(from), from.after(shown).toString(), true, false);
        }
        long next = newestVersion(account, least);
        return new Journal(shown, before(from),
                next == 0 ? null : new JournalPlace(next + 1, from.addition()).toString(), true, next > 0);
    }

    /** The version of the newest command before another version; 0 if there is none. */
    private long newestVersion(String account, long before) {
        return newest(account, true, before, Limit.of(1)).stream().mapToLong(Entry::version).findFirst().orElse(0);
    }

    private static @Nullable String before(JournalPlace from) {
        return from.equals(JournalPlace.NEWEST) ? null : from.toString();
    }

    private List<Entry> newest(String account, boolean ofCommand, long before, Limit limit) {
        return entries.findByAccountAndOfCommandAndVersionLessThanOrderByVersionDesc(account, ofCommand, before, limit);
    }

    /** Keeps each list in the order of its versions, also where a clock went back, so that no entry falls between two pages. */
    static List<Entry> newestFirst(List<Entry> commands, List<Entry> additions) {
        Deque<Entry> left = new ArrayDeque<>(commands);
        Deque<Entry> right = new ArrayDeque<>(additions);
        List<Entry> merged = new ArrayList<>();
        while (!left.isEmpty() && !right.isEmpty()) {
            boolean addition = right.element().decidedAt().isAfter(left.element().decidedAt());
            merged.add((addition ? right : left).remove());
        }
        merged.addAll(left);
        merged.addAll(right);
        return merged;
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
            return new Past(time, null, balancesBefore(account, firstAfter(account, time)), whole);
        }
        Place record = place(account, Objects.requireNonNull(offset), moment.partition());
        return new Past(null, record, balancesBefore(account, firstAfter(account, record)), whole);
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
    private long firstAfter(String account, Place record) {
        Long version = entries.firstVersionAfter(account, record.topic(), record.partition(), record.offset());
        return version == null ? Long.MAX_VALUE : version;
    }

    /**
     * The version of the first command that was decided after a time. Times do not go back from one version to the next, so halving the
     * range finds it with a few rows, however many there are.
     */
    private long firstAfter(String account, Instant time) {
        List<Entry> newest = entries.findByAccountAndOfCommandTrueOrderByVersionDesc(account, Limit.of(1));
        if (newest.isEmpty() || !newest.getFirst().decidedAt().isAfter(time)) {
            return Long.MAX_VALUE;
        }
        long least = 0;
        long greatest = newest.getFirst().version();
        while (least < greatest) {
            long middle = least + (greatest - least) / 2;
            Entry next = entries
                    .findFirstByAccountAndOfCommandTrueAndVersionGreaterThanEqualOrderByVersion(account, middle)
                    .orElseThrow();
            if (next.decidedAt().isAfter(time)) {
                greatest = middle;
            } else {
                least = next.version() + 1;
            }
        }
        return greatest;
    }

    private List<Balance> balancesBefore(String account, long version) {
        return balances.findByAccountOrderByAsset(account)
                .stream()
                .flatMap(balance -> entries
                        .findFirstByAccountAndOfCommandTrueAndAssetAndBalanceAfterNotNullAndVersionLessThanOrderByVersionDesc(
                                account, balance.asset(), version)
                        .stream())
                .map(Entry::balance)
                .toList();
    }
}
