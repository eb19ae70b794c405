/** What the sync does, as numbers for a monitoring system: counted as it happens, or looked up when somebody asks. */
@NullMarked
package dev.devledger.adapters.metrics;

import org.jspecify.annotations.NullMarked;
