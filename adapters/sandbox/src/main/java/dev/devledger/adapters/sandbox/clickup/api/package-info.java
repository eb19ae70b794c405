/** The API of the imitation of ClickUp, as a client sees it. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.api;

import org.jspecify.annotations.NullMarked;
