/** Fields and tags of one's own, in the imitation of TrackingTime. */
@NullMarked
package dev.devledger.adapters.sandbox.trackingtime.fields;

import org.jspecify.annotations.NullMarked;
