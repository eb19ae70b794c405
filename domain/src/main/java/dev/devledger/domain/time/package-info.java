/** Time entries and the timer: the rules of logging time, and sums over days. */
@NullMarked
package dev.devledger.domain.time;

import org.jspecify.annotations.NullMarked;
