package dev.accountrisk.positions;

/** A change of positions was refused, and nothing was changed. The message names the option and the rule. */
public final class PositionRefusedException extends Exception {
    PositionRefusedException(String option, String rule) {
        super(option + ": " + rule);
    }
}
