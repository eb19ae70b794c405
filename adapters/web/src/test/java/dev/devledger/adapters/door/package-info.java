@NullMarked
package dev.devledger.adapters.door;

import org.jspecify.annotations.NullMarked;
