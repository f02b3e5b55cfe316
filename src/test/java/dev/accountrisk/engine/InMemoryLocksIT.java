package dev.accountrisk.engine;

/** With locks that exclude within the process. */
class InMemoryLocksIT extends ConcurrencyContract {
    private final AccountLocks locks = new InMemoryAccountLocks();

    @Override
    AccountLocks locks() {
        return locks;
    }
}
