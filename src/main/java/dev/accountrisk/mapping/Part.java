package dev.accountrisk.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What a rule took from one record.
 *
 * @param field   the contract's field
 * @param place   where it comes from, in words
 * @param found   the text that is there, or null if nothing is
 * @param becomes the field's text
 */
public record Part(String field, String place, @Nullable String found, @Nullable String becomes) {}
