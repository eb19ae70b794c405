@NullMarked
package dev.devledger.adapters.signin.jwt;

import org.jspecify.annotations.NullMarked;
