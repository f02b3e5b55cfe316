/** Owns the renewal of passwords and certificates under a running worker. */
@NullMarked
package dev.accountrisk.app.rotation;

import org.jspecify.annotations.NullMarked;
