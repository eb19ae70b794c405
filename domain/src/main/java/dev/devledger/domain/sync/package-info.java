/** The sync's rules, apart from any store and any service: one package for each question that it answers. */
@NullMarked
package dev.devledger.domain.sync;

import org.jspecify.annotations.NullMarked;
