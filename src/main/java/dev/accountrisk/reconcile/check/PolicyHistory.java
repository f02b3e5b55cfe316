package dev.accountrisk.reconcile.check;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskPolicy;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The risk policy in force, and the others that earlier runs found in force: rows keep the level they were stored with. */
public record PolicyHistory(RiskPolicy current, List<RiskPolicy> earlier) {

    /** Copies the list. */
    public PolicyHistory {
        earlier = List.copyOf(earlier);
    }

    /** The levels that a risk had under earlier policies. */
    Set<RiskLevel> earlierLevelsOf(double risk) {
        Set<RiskLevel> levels = EnumSet.noneOf(RiskLevel.class);
        earlier.forEach(policy -> levels.add(policy.levelOf(risk)));
        return levels;
    }

    /** What a risk may be stored as, by the caps of all policies. */
    public Collection<Double> cappedBy(double risk) {
        Set<Double> capped = new TreeSet<>(Set.of(current.capped(risk)));
        earlier.forEach(policy -> capped.add(policy.capped(risk)));
        return capped;
    }
}
