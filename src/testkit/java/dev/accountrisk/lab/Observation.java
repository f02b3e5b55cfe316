package dev.accountrisk.lab;

/**
 * What one experiment saw at one isolation level.
 *
 * @param verdict
 *            whether the anomaly was committed, refused with an error, or did not occur
 * @param detail
 *            what was seen, in a few words
 */
record Observation(Verdict verdict, String detail) {

    /** How an experiment can end. */
    enum Verdict {
        /** The wrong result was committed, and nobody was told. */
        HAPPENS,
        /** The data stayed right because MySQL failed one of the transactions. */
        ERROR,
        /** The right result, and no error. */
        IMMUNE
    }

    static Observation happens(String detail) {
        return new Observation(Verdict.HAPPENS, detail);
    }

    static Observation error(int vendorCode) {
        return new Observation(Verdict.ERROR, Integer.toString(vendorCode));
    }

    static Observation immune(String detail) {
        return new Observation(Verdict.IMMUNE, detail);
    }

    /** The observation as the table prints it. */
    String cell() {
        return switch (verdict) {
            case HAPPENS -> "YES: " + detail;
            case ERROR -> "error " + detail;
            case IMMUNE -> "no: " + detail;
        };
    }
}
