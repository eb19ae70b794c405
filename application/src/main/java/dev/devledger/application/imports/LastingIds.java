package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.task.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ids of version 8 (RFC 9562) that are the same for the same ref in the same project. The project is part of them, as two
 * files can have one ref for different things.
 */
public final class LastingIds {
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

    /** Of a project, by its id in the ledger that a file is of: one read there makes a copy. */
    public static ProjectId ofProject(String ref) {
        return new ProjectId(of(List.of("project", ref.toLowerCase(Locale.ROOT))));
    }

    static TaskId of(ProjectId project, String ref) {
        MessageDigest digest = Sha256.digest();
        digest.update(project.toString().getBytes(StandardCharsets.UTF_8));
        return new TaskId(of(digest.digest(ref.getBytes(StandardCharsets.UTF_8))));
    }

    /** Of what says all of these. */
    public static UUID of(List<String> said) {
        MessageDigest digest = Sha256.digest();
        for (String each : said) {
            byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return of(digest.digest());
    }

    private static UUID of(byte[] digest) {
        ByteBuffer hash = ByteBuffer.wrap(digest);
        long high = (hash.getLong() & ~0xf000L) | VERSION;
        long low = (hash.getLong() >>> 2) | VARIANT;
        return new UUID(high, low);
    }

    /**
     * Ids of version 7 (RFC 9562) that count up: the time, random bits, and a number. Rows that come one after the other then
     * stand so in the indexes too, which random ids would make the database look up page by page.
     */
    static final class OrderedIds {
        private static final long VERSION = 0x7000L;
        private static final long VARIANT = 0x8000_0000_0000_0000L;

        private final long high;
        private final long low;

        OrderedIds(Instant at) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            high = at.toEpochMilli() << 16 | VERSION | random.nextLong(1 << 12);
            low = VARIANT | random.nextLong(1L << 30) << 32;
        }

        Iterator<UUID> all() {
            return IntStream.iterate(0, number -> number + 1).mapToObj(this::at).iterator();
        }

        UUID at(int number) {
            return new UUID(high, low | Integer.toUnsignedLong(number));
        }
    }
}
