package dev.accountrisk.redrive;

import dev.accountrisk.account.Outcome;
import dev.accountrisk.engine.release.PreviewedRecord.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release of the first records that match would do. Sums are of all that was looked at; the lists may be cut.
 *
 * @param matching    how many records match
 * @param allCounted  whether these are all; if not, there are more
 * @param chosen      how many of them were chosen: those that were parked first
 * @param leftOut     how many of the chosen ones were not looked at
 * @param sums        how the records end
 * @param told        the events that would leave
 * @param accountsIn  how many accounts were looked at
 * @param accounts    these accounts, or the first of them, in the order in which a release goes
 */
public record WhatIfOfMany(long matching, boolean allCounted, int chosen, LeftOut leftOut, List<Sum> sums,
        List<Told> told, int accountsIn, List<Account> accounts) {
    public WhatIfOfMany {
        sums = List.copyOf(sums);
        told = List.copyOf(told);
        accounts = List.copyOf(accounts);
    }

    /**
     * Chosen records that were not looked at.
     *
     * @param overLimit  too many records of the same account come before them
     * @param unreached  the records or the time of one look were used up
     * @param otherTopic the worker does not consume their topic
     */
    public record LeftOut(int overLimit, int unreached, int otherTopic) {}

    /**
     * How many records end in the same way.
     *
     * @param reason why they are refused, or stay parked; null for any other outcome
     * @param others how many that were not chosen themselves, and are tried because they belong to the same accounts
     */
    public record Sum(Outcome outcome, @Nullable String reason, int chosen, int others) {}

    /** How many events of a type. */
    public record Told(String type, int events) {}

    /**
     * What becomes of an account.
     *
     * @param stayParked how many of the records that were looked at stay parked
     * @param whole      whether all its parked records of the topic were looked at
     * @param changes    what they change all together
     * @param records    in the order in which they would be tried; may lack those that were not chosen
     */
    public record Account(String account, String topic, int chosen, int others, int stayParked, boolean whole,
            List<Change> changes, List<Line> records) {
        public Account {
            changes = List.copyOf(changes);
            records = List.copyOf(records);
        }

        private Account onlyChosen() {
            return new Account(account, topic, chosen, others, stayParked, whole, changes,
                    records.stream().filter(Line::chosen).toList());
        }
    }

    /**
     * What becomes of one record.
     *
     * @param chosen whether it is one of the chosen ones
     * @param reason why it is refused, or stays parked; null for any other outcome
     * @param events what other systems learn, each in one line
     */
    public record Line(long id, boolean chosen, Outcome outcome, @Nullable String reason, List<String> events) {
        public Line {
            events = List.copyOf(events);
        }
    }

    /** The same with shorter lists: without the records that were not chosen, or with half of the accounts. */
    public WhatIfOfMany shorter() {
        List<Account> onlyChosen = accounts.stream().map(Account::onlyChosen).toList();
        return with(onlyChosen.equals(accounts) ? accounts.subList(0, accounts.size() / 2) : onlyChosen);
    }

    private WhatIfOfMany with(List<Account> shown) {
        return new WhatIfOfMany(matching, allCounted, chosen, leftOut, sums, told, accountsIn, shown);
    }
}
