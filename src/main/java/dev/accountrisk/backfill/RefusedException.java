package dev.accountrisk.backfill;

/** What was asked for cannot be done, or must not; the message names the option and the rule. */
public final class RefusedException extends Exception {
    RefusedException(String option, String rule) {
        super(option + ": " + rule);
    }
}
