package dev.accountrisk.simulator;

/** The points where a transaction lets others run, or must wait for one of them. */
interface Turns {
    /** Nobody else has a turn in the meantime: who has to wait, waits in vain. */
    Turns ALONE = new Turns() {
        @Override
        public void pass() {}

        @Override
        public boolean await(Condition condition) {
            return false;
        }
    };

    /** What is waited for. */
    interface Condition {
        boolean holds();
    }

    /** Others may have their turns now. */
    void pass();

    /** Waits until the condition holds; answers false when the time is up before. */
    boolean await(Condition condition);
}
