/** Time entries and timers: use cases, queries, and the projection of their rows. */
@NullMarked
package dev.devledger.application.time;

import org.jspecify.annotations.NullMarked;
