package dev.devledger.adapters.sandbox.ticktick.common;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that the server sets: ids, which begin with the second of creation, and the marks of a write. */
public final class GeneratedValues {
    private GeneratedValues() {}

    public static String id(Instant now) {
        return "%08x%016x"
                .formatted(
                        (int) now.getEpochSecond(), ThreadLocalRandom.current().nextLong());
    }

    public static void written(ObjectNode task, Instant now) {
        task.put("etag", letters(8));
        task.put("etimestamp", now.toEpochMilli());
    }

    public static void modified(ObjectNode task, Instant now) {
        written(task, now);
        task.put("modifiedTime", WireTime.write(now));
    }

    static String letters(int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++)
            letters.append(Character.forDigit(ThreadLocalRandom.current().nextInt(36), 36));
        return letters.toString();
    }

    /** The names of lists, groups, columns and tags, each of at most 64 characters; docs/ticktick.md, section 5. */
    public static final class Names {
        public static final int LONGEST = 64;

        private Names() {}

        /** Cuts a name, never through the middle of a surrogate pair. */
        public static String cut(String name) {
            if (name.length() <= LONGEST) return name;
            int end = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            return name.substring(0, end);
        }

        public static String fitting(String name) {
            if (name.isBlank()) throw Refusal.invalid("A name is required");
            if (name.length() > LONGEST) throw Refusal.invalid("The name is longer than " + LONGEST);
            return name;
        }
    }
}
