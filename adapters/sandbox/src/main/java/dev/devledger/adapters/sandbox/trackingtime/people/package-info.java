/** Accounts of the imitation of TrackingTime, the people in them, and what each may do. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.people;

import org.jspecify.annotations.NullMarked;
