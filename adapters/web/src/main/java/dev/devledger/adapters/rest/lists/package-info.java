/** What a list tells of each of its rows beside the row itself, where it is asked for. */
@NullMarked
package dev.devledger.adapters.rest.lists;

import org.jspecify.annotations.NullMarked;
