/** Tests of the checks of what commands fill. */
@NullMarked
package dev.accountrisk.commands.check;

import org.jspecify.annotations.NullMarked;
