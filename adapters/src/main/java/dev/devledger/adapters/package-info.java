/** What talks to the outside: a package for each, and none knows another. */
@NullMarked
package dev.devledger.adapters;

import org.jspecify.annotations.NullMarked;
