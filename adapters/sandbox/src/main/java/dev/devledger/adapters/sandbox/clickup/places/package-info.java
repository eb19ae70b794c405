/** Workspaces, spaces, folders and lists of the imitation of ClickUp, the rights to see them, and their webhooks. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.places;

import org.jspecify.annotations.NullMarked;
