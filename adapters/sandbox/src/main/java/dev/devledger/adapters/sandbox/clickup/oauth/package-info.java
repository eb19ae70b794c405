/** The consent and the tokens of the imitation of ClickUp. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.oauth;

import org.jspecify.annotations.NullMarked;
