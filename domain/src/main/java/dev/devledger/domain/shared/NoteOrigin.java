package dev.devledger.domain.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a note comes from that was not written here.
 *
 * @param author what the connected service calls who wrote it, null where it does not say
 * @param writtenAt when that was, by the service's clock
 */
public record NoteOrigin(@Nullable String author, Instant writtenAt) {}
