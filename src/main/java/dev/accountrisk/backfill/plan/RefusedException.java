package dev.accountrisk.backfill.plan;

/**
 * A command that is right, and cannot or must not be carried out as things are. Nothing was changed. The message names the option and the
 * rule.
 */
public sealed class RefusedException extends Exception permits UnknownOrderException, WrongOptionException {
    public RefusedException(String option, String rule) {
        super(option + ": " + rule);
    }
}
