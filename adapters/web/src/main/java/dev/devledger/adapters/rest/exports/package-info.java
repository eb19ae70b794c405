/** Tasks as files that other programs read. */
@NullMarked
package dev.devledger.adapters.rest.exports;

import org.jspecify.annotations.NullMarked;
