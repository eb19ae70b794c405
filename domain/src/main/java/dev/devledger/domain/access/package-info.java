/** What callers may do. */
@NullMarked
package dev.devledger.domain.access;

import org.jspecify.annotations.NullMarked;
