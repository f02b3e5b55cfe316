package dev.accountrisk.model;

/** The settings of the contract that change what a record means. */
public record ModelSettings(
        String riskTopic,
        String commandTopic,
        boolean orderBySequence,
        boolean holdBack,
        long maxClockSkewMillis,
        ModelPolicy policy) {

    /** The contract's defaults on the given topics. */
    public static ModelSettings defaults(String riskTopic, String commandTopic) {
        return new ModelSettings(riskTopic, commandTopic, false, true, 300_000, ModelPolicy.DEFAULT);
    }

    /** The same with another risk policy. */
    public ModelSettings withPolicy(ModelPolicy changed) {
        return new ModelSettings(riskTopic, commandTopic, orderBySequence, holdBack, maxClockSkewMillis, changed);
    }

    /** The same with the greater sequence standing instead of the later time. */
    public ModelSettings bySequence() {
        return new ModelSettings(riskTopic, commandTopic, true, holdBack, maxClockSkewMillis, policy);
    }

    /** The same settings, but a parked command holds nothing back. */
    public ModelSettings withoutHoldBack() {
        return new ModelSettings(riskTopic, commandTopic, orderBySequence, false, maxClockSkewMillis, policy);
    }
}
