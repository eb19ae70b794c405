/** Holds of the guards, approvals by people, and their effects. */
@NullMarked
package dev.devledger.application.sync.guard;

import org.jspecify.annotations.NullMarked;
