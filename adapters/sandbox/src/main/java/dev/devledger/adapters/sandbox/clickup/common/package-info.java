/** What all parts of the imitation of ClickUp use: rows, JSON, errors, switches, the clock. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.common;

import org.jspecify.annotations.NullMarked;
