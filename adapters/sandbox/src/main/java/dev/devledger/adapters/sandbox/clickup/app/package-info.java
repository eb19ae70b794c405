/** The pages of the imitation of ClickUp, for people. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.app;

import org.jspecify.annotations.NullMarked;
