@NullMarked
package dev.devledger.adapters.security;

import org.jspecify.annotations.NullMarked;
