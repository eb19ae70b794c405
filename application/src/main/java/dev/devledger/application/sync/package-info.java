/**
 * Runs the cycles of an account and says how they went: the way into the sync for people, scripts and the scheduler.
 */
@NullMarked
package dev.devledger.application.sync;

import org.jspecify.annotations.NullMarked;
