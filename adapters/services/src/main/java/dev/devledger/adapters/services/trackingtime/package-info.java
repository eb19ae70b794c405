/** TrackingTime as one of the services that are kept in step: its projects are lists, and its tasks are in them. */
@NullMarked
package dev.devledger.adapters.services.trackingtime;

import org.jspecify.annotations.NullMarked;
