/** The work in the imitation of TrackingTime, and the time spent on it: projects, tasks, entries, the timer. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.work;

import org.jspecify.annotations.NullMarked;
