/** Carries out a person's choice on a conflict, on both sides. */
@NullMarked
package dev.devledger.application.sync.conflict;

import org.jspecify.annotations.NullMarked;
