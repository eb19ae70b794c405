/** The benchmark: one class for each thing that is measured, and the table and charts of it all. */
@NullMarked
package dev.devledger.bench;

import org.jspecify.annotations.NullMarked;
