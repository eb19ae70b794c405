/** How a wish becomes events: one write, one change set, one transaction. */
@NullMarked
package dev.devledger.application.command;

import org.jspecify.annotations.NullMarked;
