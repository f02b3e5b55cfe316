package dev.accountrisk.bench;

/** The names of the loads, as the report gives them. */
final class Loads {
    static final String RISK = "risk updates";
    static final String LONG_RISK = "risk updates, five times as many";
    static final String RIVAL_RISK = "risk updates, half as many";
    static final String COMMANDS = "commands, 2,000 accounts";
    static final String HOT = "commands, one hot account";
    static final String TWO_FORMS = "risk updates in two forms";
    static final String LONG_FIRST = "risk updates, the first tenth of a long load";
    static final String LONG_REST = "risk updates, the rest of it";
    static final String LONG_COMMANDS_FIRST = "commands, 2,000 accounts, the first tenth of a long load";
    static final String LONG_COMMANDS_REST = "commands, 2,000 accounts, the rest of it";
    static final String MANY_COMMANDS_FIRST = "commands, 200,000 accounts, the first tenth of a long load";
    static final String MANY_COMMANDS_REST = "commands, 200,000 accounts, the rest of it";
    static final String LONG_HOT_FIRST = "commands, one hot account, the first tenth of a long load";
    static final String LONG_HOT_REST = "commands, one hot account, the rest of it";
    static final String RAW = "rows from memory";

    private Loads() {}
}
