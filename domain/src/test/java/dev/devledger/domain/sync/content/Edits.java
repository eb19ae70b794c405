package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Random contents and edits of them. New lines and items carry the editor's name and a number, so that no two are
 * alike.
 */
public final class Edits {
    private final Random random;
    private final String who;
    private int number;

    public Edits(Random random, String who) {
        this.random = random;
        this.who = who;
    }

    public CanonicalContent content() {
        List<String> lines = IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> "line " + i % 6)
                .toList();
        List<ChecklistEntry> items = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> new ChecklistEntry("item " + i % 4, random.nextBoolean()))
                .toList();
        CanonicalContent bare = content("title 0", Priority.NONE, date(), RemoteStatus.OPEN, "p0");
        return scalars(bare)
                .withDescription(text(lines, random.nextBoolean()))
                .withChecklist(items)
                .withTags(new TreeSet<>(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> "tag" + i)
                        .toList()));
    }

    /** Edits some fields, each in a way in which a person would. */
    public CanonicalContent of(CanonicalContent content) {
        CanonicalContent edited = random.nextBoolean() ? scalars(content) : content;
        if (random.nextBoolean()) {
            edited = edited.withDescription(text(edited.description()));
        }
        if (random.nextBoolean()) {
            edited = edited.withTags(tags(edited.tags()));
        }
        if (random.nextBoolean()) {
            edited = edited.withAssignees(tags(edited.assignees()));
        }
        return random.nextBoolean() ? edited.withChecklist(items(edited.checklist())) : edited;
    }

    private CanonicalContent scalars(CanonicalContent from) {
        CanonicalContent other = content(
                "title " + random.nextInt(3),
                pick(List.of(Priority.values())),
                date(),
                pick(List.of(RemoteStatus.values())),
                random.nextInt(3) == 0 ? null : "p" + random.nextInt(2));
        CanonicalChanges changes = CanonicalChanges.between(from, other);
        return changes.only(new TreeSet<>(changes.fields().stream()
                        .filter(field -> isScalar(field) && random.nextBoolean())
                        .toList()))
                .applyTo(from);
    }

    private static boolean isScalar(CanonicalChanges.Field field) {
        return switch (field) {
            case TITLE, PRIORITY, DATES, STATUS, PARENT, STAGE, ESTIMATE, CUSTOMER, SERVICE -> true;
            case DESCRIPTION, TAGS, CHECKLIST, ASSIGNEES, BLOCKED_BY -> false;
        };
    }

    private String text(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(lines.size() + 1);
            int kind = at == lines.size() ? 0 : random.nextInt(3);
            switch (kind) {
                case 0 -> lines.add(at, fresh("line"));
                case 1 -> lines.set(at, fresh("line"));
                default -> lines.remove(at);
            }
        }
        return text(lines, text.endsWith("\n") == (random.nextInt(8) != 0));
    }

    private static String text(List<String> lines, boolean ended) {
        return String.join("\n", lines) + (ended && !lines.isEmpty() ? "\n" : "");
    }

    private SortedSet<String> tags(SortedSet<String> tags) {
        SortedSet<String> edited = new TreeSet<>(tags);
        edited.removeIf(tag -> random.nextInt(3) == 0);
        if (random.nextBoolean()) {
            edited.add("tag" + random.nextInt(6));
        }
        return edited;
    }

    private List<ChecklistEntry> items(List<ChecklistEntry> items) {
        List<ChecklistEntry> edited = new ArrayList<>(items);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(edited.size() + 1);
            int kind = at == edited.size() ? 0 : random.nextInt(6);
            switch (kind) {
                case 0 -> edited.add(at, new ChecklistEntry(fresh("item"), random.nextBoolean()));
                case 1 ->
                    edited.set(
                            at, new ChecklistEntry(fresh("item"), edited.get(at).done()));
                case 2, 3 ->
                    edited.set(
                            at,
                            new ChecklistEntry(
                                    edited.get(at).title(), !edited.get(at).done()));
                case 4 -> edited.remove(at);
                default -> Collections.swap(edited, at, random.nextInt(edited.size()));
            }
        }
        return edited;
    }

    private String fresh(String what) {
        number++;
        return what + " " + who + number;
    }

    private When date() {
        return pick(Arrays.asList(null, When.parse("2026-03-30"), When.parse("2026-03-31T09:00:00Z")));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private CanonicalContent content(String title, Priority priority, When due, RemoteStatus status, String parent) {
        ZoneId zone = random.nextBoolean() ? Contents.VIENNA : Contents.TOKYO;
        return new CanonicalContent(title, "", priority, new TreeSet<>(), null, due, zone, List.of(), status, parent)
                .with(
                        pick(Arrays.asList(null, "in progress", "in review")),
                        pick(Arrays.asList(null, 30, 60)),
                        new TreeSet<>());
    }
}
