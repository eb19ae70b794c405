/** Where services deliver what they say by themselves. */
@NullMarked
package dev.devledger.adapters.hooks;

import org.jspecify.annotations.NullMarked;
