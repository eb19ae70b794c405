/** Values, changes and rejections that projects, tasks and the sync share. */
@NullMarked
package dev.devledger.domain.shared;

import org.jspecify.annotations.NullMarked;
