package dev.devledger.adapters.security;

import dev.devledger.adapters.html.CsrfField;
import org.jspecify.annotations.Nullable;

/**
 * What the login page shows.
 *
 * @param wrong what is wrong with what was entered; empty where nothing is
 * @param file where the owner token is
 * @param to where the login leads
 */
record LoginView(
        String wrong, String file, String to, @Nullable CsrfField csrf) {}
