/** How the link of an entity with its remote object comes about, lives and ends: commands, events, decisions. */
@NullMarked
package dev.devledger.domain.sync.link;

import org.jspecify.annotations.NullMarked;
