/** Issues of beads, as {@code bd export} writes them and {@code bd import} reads them. */
@NullMarked
package dev.devledger.adapters.rest.beads;

import org.jspecify.annotations.NullMarked;
