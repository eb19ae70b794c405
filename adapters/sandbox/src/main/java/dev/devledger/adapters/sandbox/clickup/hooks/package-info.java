/** Webhooks of the imitation of ClickUp, and what they still have to deliver. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.hooks;

import org.jspecify.annotations.NullMarked;
