package dev.accountrisk.cli.job;

/** The command line is wrong: the message names the option and the rule. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
