package dev.accountrisk.risk.check;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskPolicy;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The risk policy in force, and the others that earlier runs found in force: rows keep the level they were stored with. */
record PolicyHistory(RiskPolicy current, List<RiskPolicy> earlier) {

    /** Copies the list. */
    PolicyHistory {
        earlier = List.copyOf(earlier);
    }

    /**
     * The policies that earlier runs recorded, without the current one. Before the first run that is the policy that holds where
     * no file is named: what else was in force, nobody wrote down.
     */
    static PolicyHistory of(RiskPolicy current, List<String> texts) {
        List<RiskPolicy> recorded = texts.isEmpty()
                ? List.of(RiskPolicy.DEFAULT)
                : texts.stream().map(PolicyText::parse).toList();
        return new PolicyHistory(current, recorded.stream().filter(policy -> !policy.equals(current)).toList());
    }

    /** The levels that a risk had under earlier policies. */
    Set<RiskLevel> earlierLevelsOf(double risk) {
        Set<RiskLevel> levels = EnumSet.noneOf(RiskLevel.class);
        earlier.forEach(policy -> levels.add(policy.levelOf(risk)));
        return levels;
    }

    /** What a risk may be stored as, by the caps of all policies. */
    Collection<Double> cappedBy(double risk) {
        Set<Double> capped = new TreeSet<>(Set.of(current.capped(risk)));
        earlier.forEach(policy -> capped.add(policy.capped(risk)));
        return capped;
    }
}
