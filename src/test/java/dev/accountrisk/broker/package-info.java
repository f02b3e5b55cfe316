/** Tests of the questions to Kafka. */
@NullMarked
package dev.accountrisk.broker;

import org.jspecify.annotations.NullMarked;
