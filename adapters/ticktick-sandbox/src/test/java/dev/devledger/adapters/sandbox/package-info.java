@NullMarked
package dev.devledger.adapters.sandbox;

import org.jspecify.annotations.NullMarked;
