/** Plans: their items, order, report and guards. Writes nothing. */
@NullMarked
package dev.devledger.application.sync.plan;

import org.jspecify.annotations.NullMarked;
