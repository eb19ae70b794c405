/** The pages about time: a day as a strip, a week as a table, and sums of any time. */
@NullMarked
package dev.devledger.adapters.dashboard.time;

import org.jspecify.annotations.NullMarked;
