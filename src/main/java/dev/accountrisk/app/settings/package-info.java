/** Owns the check of settings at start: which are refused because they have no effect, and which are reported because they do not fit each other. */
@NullMarked
package dev.accountrisk.app.settings;

import org.jspecify.annotations.NullMarked;
