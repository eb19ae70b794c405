/** TrackingTime as a synchronized service: its projects are lists, which hold its tasks. */
@NullMarked
package dev.devledger.adapters.services.trackingtime;

import org.jspecify.annotations.NullMarked;
