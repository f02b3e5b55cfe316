package dev.accountrisk.cli.job;

/** The job was told to stop before it was done; the cause is what it was doing. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException(Throwable cause) {
        super(cause);
    }
}
