/** What is measured: one class for each trial, and the ledgers and floors that it needs. */
@NullMarked
package dev.devledger.bench.trial;

import org.jspecify.annotations.NullMarked;
