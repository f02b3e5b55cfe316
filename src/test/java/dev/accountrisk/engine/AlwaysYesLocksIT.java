package dev.accountrisk.engine;

/** With a lock that always says yes. */
class AlwaysYesLocksIT extends ConcurrencyContract {
    @Override
    AccountLocks locks() {
        return accounts -> () -> {};
    }
}
