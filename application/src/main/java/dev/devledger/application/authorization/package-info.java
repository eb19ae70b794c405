/** How a person lets Devledger into an account (OAuth 2.0 with PKCE), and which token its calls are made with. */
@NullMarked
package dev.devledger.application.authorization;

import org.jspecify.annotations.NullMarked;
