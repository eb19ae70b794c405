/** The life of a link between an entity and its remote object: commands, events, decisions. */
@NullMarked
package dev.devledger.domain.sync.link;

import org.jspecify.annotations.NullMarked;
