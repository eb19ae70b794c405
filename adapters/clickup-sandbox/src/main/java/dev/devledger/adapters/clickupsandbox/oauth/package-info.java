/** The consent and the tokens of the imitation of ClickUp. */
@NullMarked
package dev.devledger.adapters.clickupsandbox.oauth;

import org.jspecify.annotations.NullMarked;
