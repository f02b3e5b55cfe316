package dev.accountrisk.apply;

import dev.accountrisk.outbox.Outbox;

/** The tables that commands read and write. */
record CommandStores(HeadStore heads, BalanceStore balances, HoldStore holds, RegistrationStore registrations,
        JournalStore journal, ParkedStore parked, Outbox outbox) {

    CommandStores(Outbox outbox) {
        this(new HeadStore(), new BalanceStore(), new HoldStore(), new RegistrationStore(), new JournalStore(),
                new ParkedStore(outbox), outbox);
    }
}
