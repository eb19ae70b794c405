/** What was measured, as a table and charts. */
@NullMarked
package dev.devledger.bench.report;

import org.jspecify.annotations.NullMarked;
