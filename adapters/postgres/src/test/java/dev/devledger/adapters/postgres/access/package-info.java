@NullMarked
package dev.devledger.adapters.postgres.access;

import org.jspecify.annotations.NullMarked;
