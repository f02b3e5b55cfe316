package dev.accountrisk.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws 0 to count − 1, the first ones most often: the chance of rank r falls with r to the power of the exponent. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int count, double exponent) {
        cumulated = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += Math.pow(rank + 1, -exponent);
            cumulated[rank] = sum;
        }
    }

    int draw(SplittableRandom random) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return found >= 0 ? found : Math.min(-found - 1, cumulated.length - 1);
    }
}
