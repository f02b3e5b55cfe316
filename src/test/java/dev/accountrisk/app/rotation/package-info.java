/** Guarantees of what operators may do with positions. */
@NullMarked
package dev.accountrisk.app.rotation;

import org.jspecify.annotations.NullMarked;
