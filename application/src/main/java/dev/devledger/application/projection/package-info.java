/** The way of events into the read model: live, many at once, and in a replay. */
@NullMarked
package dev.devledger.application.projection;

import org.jspecify.annotations.NullMarked;
