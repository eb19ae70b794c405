/** Tasks of the imitation of TrackingTime, with the time that was spent on them. */
@NullMarked
package dev.devledger.adapters.trackingtimesandbox.tasks;

import org.jspecify.annotations.NullMarked;
