/**
 * Devledger's own issuer: Spring's authorization server in this process, on top of {@code application.signin}. Programs
 * register themselves, the owner confirms on a page, and tokens are valid for a short time. Only active if {@code
 * devledger.auth.embedded} is true.
 */
@NullMarked
package dev.devledger.adapters.signin.server;

import org.jspecify.annotations.NullMarked;
