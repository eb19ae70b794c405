/** Common parts of all kinds of entities: pages of lists, keys and names, and the place and the lock of each. */
@NullMarked
package dev.devledger.application.entity;

import org.jspecify.annotations.NullMarked;
