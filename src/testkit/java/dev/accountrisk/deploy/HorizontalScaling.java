package dev.accountrisk.deploy;

import static dev.accountrisk.deploy.Manifests.list;
import static dev.accountrisk.deploy.Manifests.number;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How many workers Kubernetes runs: its documented rules for one who scales by an average value, with the limits, the two
 * windows and the pace of a {@code ScaledObject}. Asked every 15 seconds, as Kubernetes does.
 */
final class HorizontalScaling {
    static final int PERIOD_SECONDS = 15;
    /** Kubernetes leaves the number as it is if it is less than this share off. */
    private static final double TOLERANCE = 0.1;

    private final int least;
    private final int most;
    private final int upSeconds;
    private final int downSeconds;
    private final int paceSeconds;
    private final Deque<Advice> advices = new ArrayDeque<>();
    private int workers;
    private int lastDown = Integer.MIN_VALUE / 2;

    private record Advice(int second, int workers) {}

    HorizontalScaling(Object scaledObject) {
        String[] behavior = {"spec", "advanced", "horizontalPodAutoscalerConfig", "behavior"};
        Object rules = Manifests.map(scaledObject, (Object[]) behavior);
        least = number(scaledObject, "spec", "minReplicaCount");
        most = number(scaledObject, "spec", "maxReplicaCount");
        upSeconds = number(rules, "scaleUp", "stabilizationWindowSeconds");
        downSeconds = number(rules, "scaleDown", "stabilizationWindowSeconds");
        List<Object> down = list(rules, "scaleDown", "policies");
        if (down.size() != 1 || number(down.getFirst(), "value") != 1) {
            throw new IllegalArgumentException("not one worker at a time: " + down);
        }
        paceSeconds = number(down.getFirst(), "periodSeconds");
        workers = least;
    }

    /**
     * How many workers run after this look.
     *
     * @param thresholds what each trigger's query answers, divided by its threshold
     */
    int look(int second, List<Double> thresholds) {
        int wanted = thresholds.stream().mapToInt(this::wanted).max().orElse(workers);
        advices.addLast(new Advice(second, Math.clamp(wanted, least, most)));
        int up = advices.stream()
                .filter(advice -> advice.second > second - upSeconds)
                .mapToInt(Advice::workers)
                .min()
                .orElseThrow();
        int down = advices.stream()
                .filter(advice -> advice.second > second - downSeconds)
                .mapToInt(Advice::workers)
                .max()
                .orElseThrow();
        if (up > workers) {
            workers = up;
        } else if (down < workers && second - lastDown >= paceSeconds) {
            workers--;
            lastDown = second;
        }
        return workers;
    }

    private int wanted(double thresholds) {
        return Math.abs(thresholds / workers - 1) <= TOLERANCE ? workers : (int) Math.ceil(thresholds);
    }
}
