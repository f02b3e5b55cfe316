/** What the locks room promises. */
@NullMarked
package dev.accountrisk.locks;

import org.jspecify.annotations.NullMarked;
