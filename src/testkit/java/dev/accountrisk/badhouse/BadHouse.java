package dev.accountrisk.badhouse;

/** A house in which every rule of {@link dev.accountrisk.HouseRules} is broken, once each: see the rooms. */
public final class BadHouse {
    public static final String NAME = BadHouse.class.getName();

    private BadHouse() {}
}
