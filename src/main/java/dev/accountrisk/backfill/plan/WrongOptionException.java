package dev.accountrisk.backfill.plan;

/** An option that can never be right: it names something that does not exist, or contradicts another one. */
public final class WrongOptionException extends RefusedException {
    public WrongOptionException(String option, String rule) {
        super(option, rule);
    }
}
