/** Tasks of the imitation of TrackingTime, with the time that was spent on them. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.tasks;

import org.jspecify.annotations.NullMarked;
