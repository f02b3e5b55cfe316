package dev.accountrisk.positions;

import dev.accountrisk.broker.BrokerException;

/** How the offset of a position is found in the copy of its log. */
@FunctionalInterface
interface CopySearch {
    /**
     * The offset in the copy.
     *
     * @param view a position, and the log that is the copy of its own
     */
    long offset(PositionView view) throws BrokerException, PositionRefusedException;
}
