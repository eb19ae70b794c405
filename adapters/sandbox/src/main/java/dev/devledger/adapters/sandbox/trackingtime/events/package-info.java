/** Time entries of the imitation of TrackingTime, which it calls events: how they are kept and shown. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.events;

import org.jspecify.annotations.NullMarked;
