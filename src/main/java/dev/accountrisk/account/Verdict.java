package dev.accountrisk.account;

/** How one record of the topic of commands ended. */
public sealed interface Verdict {

    /** Which of the counts it belongs to. */
    Outcome outcome();

    /** It took effect. */
    record Applied() implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.APPLIED;
        }
    }

    /** It was answered with a refusal. */
    record Refused(Refusal refusal) implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.REFUSED;
        }
    }

    /** The same command was decided before. */
    record Duplicate() implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.DUPLICATE;
        }
    }

    /** Another command was decided under its id: parked, alone. */
    record Conflict() implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.PARKED;
        }
    }

    /** It was put aside. */
    record Parked(ParkReason reason) implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.PARKED;
        }
    }
}
