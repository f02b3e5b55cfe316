package dev.accountrisk.badhouse.cellar;

public final class StandsOutsideTheRules {}
