package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Contents for tests. */
public final class Contents {
    public static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private Contents() {}

    /** Returns a content that differs from the content of any other number in every field. */
    public static CanonicalContent number(int n) {
        return new CanonicalContent(
                "title " + n,
                "text " + n,
                List.of(Priority.NONE, Priority.LOW, Priority.HIGH).get(n),
                new TreeSet<>(List.of("tag" + n)),
                null,
                When.parse("2026-03-0" + (n + 1)),
                VIENNA,
                List.of(new CanonicalContent.ChecklistEntry("item " + n, false)),
                List.of(RemoteStatus.OPEN, RemoteStatus.PLANNED, RemoteStatus.PAUSED)
                        .get(n),
                "parent " + n,
                "stage " + n,
                n + 1,
                new TreeSet<>(List.of("person" + n + "@example.org")),
                new TreeSet<>(List.of("task " + n)),
                "customer " + n,
                "service " + n);
    }

    /** Returns the first content with some fields of the second. */
    public static CanonicalContent mixed(CanonicalContent base, CanonicalContent other, Field... fields) {
        EnumSet<Field> some = EnumSet.noneOf(Field.class);
        some.addAll(List.of(fields));
        return CanonicalChanges.between(base, other).only(some).applyTo(base);
    }

    /** Returns a random content with few values for each field, so that two contents often agree. */
    public static CanonicalContent any(Random random) {
        List<String> tags = new ArrayList<>();
        for (String tag : List.of("a", "B", "b", "c")) {
            if (random.nextInt(3) == 0) {
                tags.add(tag);
            }
        }
        return new CanonicalContent(
                random.nextBoolean() ? "one" : "two",
                random.nextBoolean() ? "" : "text",
                random.nextBoolean() ? Priority.NONE : Priority.HIGH,
                new TreeSet<>(tags),
                date(random),
                date(random),
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? VIENNA : TOKYO,
                random.nextBoolean()
                        ? List.of()
                        : List.of(new CanonicalContent.ChecklistEntry("item", random.nextBoolean())),
                random.nextBoolean() ? RemoteStatus.OPEN : RemoteStatus.COMPLETED,
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "p1" : "p2",
                random.nextBoolean() ? null : "in review",
                random.nextBoolean() ? null : 30,
                random.nextBoolean() ? new TreeSet<>() : new TreeSet<>(List.of("ana@example.org")),
                random.nextBoolean() ? new TreeSet<>() : new TreeSet<>(List.of("other")),
                null,
                null);
    }

    private static When date(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> When.parse("2026-03-30");
            case 2 -> When.parse("2026-03-31");
            default -> When.parse("2026-03-31T09:00:00Z");
        };
    }
}
