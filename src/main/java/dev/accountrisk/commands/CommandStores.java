package dev.accountrisk.commands;

import dev.accountrisk.journal.JournalStore;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.parking.ParkedStore;

/** The tables that commands read and write. */
public record CommandStores(HeadStore heads, BalanceStore balances, HoldStore holds, RegistrationStore registrations,
        JournalStore journal, ParkedStore parked, Outbox outbox) {

    CommandStores(Outbox outbox) {
        this(new HeadStore(), new BalanceStore(), new HoldStore(), new RegistrationStore(), new JournalStore(),
                new ParkedStore(outbox), outbox);
    }
}
