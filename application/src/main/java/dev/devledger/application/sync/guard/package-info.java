/** What the guards hold, what a person has approved, and what becomes of it. */
@NullMarked
package dev.devledger.application.sync.guard;

import org.jspecify.annotations.NullMarked;
