/** Guarantees of which settings are refused or reported at start. */
@NullMarked
package dev.accountrisk.app.settings;

import org.jspecify.annotations.NullMarked;
