/** Accounts of the imitation of TrackingTime, their people and their rights, and the webhooks. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.people;

import org.jspecify.annotations.NullMarked;
