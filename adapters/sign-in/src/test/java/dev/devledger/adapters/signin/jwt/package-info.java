@NullMarked
package dev.devledger.adapters.jwt;

import org.jspecify.annotations.NullMarked;
