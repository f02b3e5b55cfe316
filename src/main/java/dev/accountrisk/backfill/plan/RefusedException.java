package dev.accountrisk.backfill.plan;

/** A command that cannot be carried out, or must not be. The message names the option and the rule. */
public sealed class RefusedException extends Exception permits UnknownOrderException {
    public RefusedException(String option, String rule) {
        super(option + ": " + rule);
    }
}
