package dev.accountrisk.app.schema;

/** Something that must be true before records are consumed. */
public interface Precondition {
    /** Its name in the log and in the health. */
    String name();

    /** Makes it true, or throws. */
    void establish() throws Exception;
}
