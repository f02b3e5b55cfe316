/**
 * Reads ranges as fast as the workers allow, and checks or repairs the live tables with their records. May use {@code
 * backfill.plan} and {@code backfill.compare}, and writes rows of an account through the engine only.
 */
@NullMarked
package dev.accountrisk.backfill.replay;

import org.jspecify.annotations.NullMarked;
