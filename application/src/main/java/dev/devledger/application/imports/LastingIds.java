package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.task.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids of version 8 (RFC 9562) that are the same for the same ref in the same project. The project is part of them, as two
 * files can have one ref for different things.
 */
final class LastingIds {
    private static final long VERSION = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private LastingIds() {}

    /** Empty where the row says none, or nothing is known of the project, which is then a new one. */
    static Optional<TaskId> of(ImportRow.NewTask row, Optional<ProjectId> project) {
        ImportRow.Identity identity = row.further().identity();
        String ref = row.ref();
        if (identity == null || ref == null) {
            return Optional.empty();
        }
        return identity.known() == null ? project.map(known -> of(known, ref)) : Optional.of(identity.known());
    }

    private static TaskId of(ProjectId project, String ref) {
        MessageDigest digest = Sha256.digest();
        digest.update(project.toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(ref.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xf000L) | VERSION;
        long low = (hash.getLong() >>> 2) | VARIANT;
        return new TaskId(new UUID(high, low));
    }
}
