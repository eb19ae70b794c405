/** Links and conflicts as streams of events, and the projections that are built from them. */
@NullMarked
package dev.devledger.application.sync.record;

import org.jspecify.annotations.NullMarked;
