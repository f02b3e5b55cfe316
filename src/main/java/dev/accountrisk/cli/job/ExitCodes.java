package dev.accountrisk.cli.job;

/** The exit codes of commands that end; any other code means that the process died, for example because memory ran out. */
public final class ExitCodes {
    /** Done, and nothing is left to look at. */
    public static final int CLEAN = 0;
    /** Failed, or refused before anything was changed. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** Done, or told to stop, and something is left to look at. */
    public static final int LEFT = 3;

    /** Memory ran out. The image's options end the process with the same code. */
    public static final int NO_MEMORY = 134;

    private ExitCodes() {}
}
