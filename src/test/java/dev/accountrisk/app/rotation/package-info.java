/** Guarantees of the renewal of passwords and certificates. */
@NullMarked
package dev.accountrisk.app.rotation;

import org.jspecify.annotations.NullMarked;
