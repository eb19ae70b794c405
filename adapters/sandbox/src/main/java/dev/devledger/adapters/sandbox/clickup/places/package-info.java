/** Workspaces, spaces, folders and lists of the imitation of ClickUp, and who may see them. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.places;

import org.jspecify.annotations.NullMarked;
