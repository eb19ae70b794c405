/** Runs the cycles of an account and reports them: the entry to the sync for people, scripts and the scheduler. */
@NullMarked
package dev.devledger.application.sync;

import org.jspecify.annotations.NullMarked;
