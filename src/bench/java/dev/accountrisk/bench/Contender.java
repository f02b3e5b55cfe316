package dev.accountrisk.bench;

/** Somebody who is measured. */
interface Contender {
    /** A short name, the same in every report. */
    String name();

    /** What it is and how it is set, in one line. */
    String settings();

    /** Does the work once, on a database of its own. */
    Measure run() throws Exception;
}
