package dev.accountrisk.bench;

/** The names of the loads, as the report gives them. */
final class Loads {
    static final String RISK = "risk updates";
    static final String LONG_RISK = "risk updates, five times as many";
    static final String RIVAL_RISK = "risk updates, half as many";
    static final String COMMANDS = "commands, 2,000 accounts";
    static final String HOT = "commands, one hot account";
    static final String TWO_FORMS = "risk updates in two forms";
    static final String RAW = "rows from memory";

    private Loads() {}
}
