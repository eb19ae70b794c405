/** Which project and task is where, for the writes that need to know and to hold it still. */
@NullMarked
package dev.devledger.application.tree;

import org.jspecify.annotations.NullMarked;
