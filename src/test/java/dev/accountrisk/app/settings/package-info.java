/** Guarantees of what operators may do with positions. */
@NullMarked
package dev.accountrisk.app.settings;

import org.jspecify.annotations.NullMarked;
