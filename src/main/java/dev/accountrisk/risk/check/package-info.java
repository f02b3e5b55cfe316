/**
 * Checks rows of risk: additions against the journal, levels against the policies, the latest {@code SET}s against the rows. The
 * door is {@link dev.accountrisk.risk.check.RiskChecks}.
 */
@NullMarked
package dev.accountrisk.risk.check;

import org.jspecify.annotations.NullMarked;
