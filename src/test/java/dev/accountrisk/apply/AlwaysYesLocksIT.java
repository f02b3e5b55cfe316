package dev.accountrisk.apply;

/** With a lock that always says yes. */
class AlwaysYesLocksIT extends ConcurrencyContract {
    @Override
    AccountLocks locks() {
        return accounts -> () -> {};
    }
}
