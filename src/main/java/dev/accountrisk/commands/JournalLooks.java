package dev.accountrisk.commands;

/**
 * Whether a partition's batches look their commands up in the journal before they decide them, or let its key find the ones it
 * knows: an insert that meets one rolls the batch back, and it is run again with a look. Nearly all commands are new, and a look
 * at each costs about as much as its insert; where known ones come, as in a replay, more are to be expected. Belongs to one
 * thread.
 */
final class JournalLooks {
    private static final int BATCHES_AFTER_A_KNOWN_COMMAND = 64;

    private int batchesLeft;

    /** Whether the next batch is to look first. */
    boolean isDue() {
        return batchesLeft > 0;
    }

    /** A batch was committed, in which the journal knew a command or not. */
    void committed(boolean knownCommand) {
        batchesLeft = knownCommand ? BATCHES_AFTER_A_KNOWN_COMMAND : Math.max(0, batchesLeft - 1);
    }
}
