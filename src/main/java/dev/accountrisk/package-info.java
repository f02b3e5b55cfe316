/** The entry points: the program with its commands, and the training run for the start-up cache of the image. */
@org.jspecify.annotations.NullMarked
package dev.accountrisk;
