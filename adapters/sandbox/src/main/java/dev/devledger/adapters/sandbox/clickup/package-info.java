/** A small imitation of ClickUp: its API, its OAuth, its webhooks, and a page for people. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup;

import org.jspecify.annotations.NullMarked;
