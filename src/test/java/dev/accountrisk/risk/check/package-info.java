/** Tests of the checks of risk. */
@NullMarked
package dev.accountrisk.risk.check;

import org.jspecify.annotations.NullMarked;
