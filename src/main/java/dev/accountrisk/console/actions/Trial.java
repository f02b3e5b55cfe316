package dev.accountrisk.console.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a release would do is asked for so many records, those that were parked first.
 *
 * @param all     whether no other record matches
 * @param upTo    the last of them
 * @param formKey of the form that asks
 */
record Trial(int records, boolean all, long upTo, String formKey) {
    /** A worker looks at no more. */
    static final int MOST = 100;
    private static final int FEW = 20;

    /** A small one and a large one, or one for all if they are few. */
    static List<Trial> of(List<Long> firstIds) {
        List<Trial> trials = new ArrayList<>();
        if (firstIds.size() > FEW) {
            trials.add(first(FEW, firstIds));
        }
        if (!firstIds.isEmpty()) {
            trials.add(first(Math.min(MOST, firstIds.size()), firstIds));
        }
        return trials;
    }

    /** Of a size that a script names; 0 for the small one. The last is record 0 if there is none. */
    static long upTo(int records, List<Long> firstIds) {
        int most = Math.min(records == 0 ? FEW : records, firstIds.size());
        return most == 0 ? 0 : firstIds.get(most - 1);
    }

    private static Trial first(int records, List<Long> firstIds) {
        boolean all = records == firstIds.size() && records < MOST;
        return new Trial(records, all, firstIds.get(records - 1), UUID.randomUUID().toString());
    }
}
