/**
 * What talks to the outside: a package for each, and none knows another. What some share is in {@code format} and
 * {@code html}.
 */
@NullMarked
package dev.devledger.adapters;

import org.jspecify.annotations.NullMarked;
