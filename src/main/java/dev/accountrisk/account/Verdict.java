package dev.accountrisk.account;

/** What was decided about one record of the topic of commands. */
public sealed interface Verdict {

    /** The outcome that it counts as. */
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

    /** Another command was decided under its id. It is parked and holds nothing back. */
    record Conflict() implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.PARKED;
        }
    }

    /** It was parked. */
    record Parked(ParkReason reason) implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.PARKED;
        }
    }
}
