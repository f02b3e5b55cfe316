package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Pause;
import java.time.Duration;
import java.util.SplittableRandom;

/** Does one kind of fault and undoes it. The workers may still be recovering when it returns. */
interface Fault {
    /**
     * Does it once.
     *
     * @return false if there was no opportunity for it
     */
    boolean happen(SplittableRandom random) throws Exception;

    /** What is left to do once the workers have recovered, and before the next fault of its side; nothing for most. */
    default void mend() {}

    /** What a fault does when there is always an opportunity. */
    interface Act {
        void happen(SplittableRandom random) throws Exception;
    }

    static Fault always(Act act) {
        return random -> {
            act.happen(random);
            return true;
        };
    }

    /** There is always an opportunity, and something to mend when the workers have recovered. */
    static Fault mended(Act act, Runnable mend) {
        return new Fault() {
            @Override
            public boolean happen(SplittableRandom random) throws Exception {
                act.happen(random);
                return true;
            }

            @Override
            public void mend() {
                mend.run();
            }
        };
    }

    /** Lets a fault last for some time. */
    static void pause(int leastMillis, int mostMillis, SplittableRandom random) {
        Pause.exactly(Duration.ofMillis(random.nextInt(leastMillis, mostMillis)));
    }
}
