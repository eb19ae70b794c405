@NullMarked
package dev.devledger.adapters.health;

import org.jspecify.annotations.NullMarked;
