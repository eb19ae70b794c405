/** Time: what can be done with entries and the timer, what is asked of them, and the projection of their rows. */
@NullMarked
package dev.devledger.application.time;

import org.jspecify.annotations.NullMarked;
