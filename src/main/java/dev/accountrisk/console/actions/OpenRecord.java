package dev.accountrisk.console.actions;

import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.parked.ParkedLine;
import dev.accountrisk.console.parked.ParkedReader;

/** Finds a parked record that can be released. */
final class OpenRecord {
    private OpenRecord() {}

    /** @throws BadQuestionException if no release takes it */
    static ParkedLine findInTx(ParkedReader parked, long id) {
        ParkedLine record = parked.findInTx(id)
                .orElseThrow(() -> new MissingPageException("There is no parked record " + id + "."));
        if (!record.releasable()) {
            throw new BadQuestionException("record " + id + " cannot be released: it is " + record.state()
                    + ", its reason is " + record.reason() + (record.account() == null ? ", it has no account" : ""));
        }
        return record;
    }
}
