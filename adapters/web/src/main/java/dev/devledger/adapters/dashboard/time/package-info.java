/** The pages about time: a day as a chart, a week as a table, and sums of any period. */
@NullMarked
package dev.devledger.adapters.dashboard.time;

import org.jspecify.annotations.NullMarked;
