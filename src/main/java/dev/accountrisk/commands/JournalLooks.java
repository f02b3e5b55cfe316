package dev.accountrisk.commands;

/**
 * Decides whether a partition's slices look up their commands in the journal before they decide them, or rely on the journal's
 * key: an insert of a known command rolls the slice back, and it runs again with a look-up. Nearly all commands are new, and a
 * look-up costs about as much as an insert. After one known command, as in a replay, more are likely. Belongs to one thread.
 */
final class JournalLooks {
    private static final int BATCHES_AFTER_A_KNOWN_COMMAND = 64;

    private int batchesLeft;

    /** Whether the next slice must look first. */
    boolean isDue() {
        return batchesLeft > 0;
    }

    /** A slice was committed, and the journal knew one of its commands or none. */
    void committed(boolean knownCommand) {
        batchesLeft = knownCommand ? BATCHES_AFTER_A_KNOWN_COMMAND : Math.max(0, batchesLeft - 1);
    }
}
