/** Owns which settings are refused at start: those without an effect, and those that do not fit each other. */
@NullMarked
package dev.accountrisk.app.settings;

import org.jspecify.annotations.NullMarked;
