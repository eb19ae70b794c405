package dev.devledger.domain.shared;

import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations.Characters;
import dev.devledger.domain.shared.When.Schedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fits values that come from a service or a file, whose author cannot be asked to change them, into the limits of
 * {@link Violations}, and describes the change. Allowed values stay as they are, and fitting twice equals fitting once:
 * the sync recognises an original by its fitted value, and would send a different one as an edit.
 */
public final class NearestValues {
    public static final String UNTITLED = "Untitled";

    private static final String CUT = "…";

    /** Replaces each character that no text can have. */
    private static final String REPLACED = "\uFFFD";

    private static final String KEPT = "; it is cut, and what it was is kept in a note";

    /**
     * A change made to a field's value.
     *
     * @param message the problem, the limit and the change made
     * @param kept the text that was cut from the field, to be kept in a note; empty if the message contains all of it
     */
    public record Remark(String field, String message, String kept) {
        public Remark(String field, String message) {
            this(field, message, "");
        }

        /**
         * Returns the first line of the note that keeps the cut text; {@code source} names where the value comes from.
         */
        public String noteHead(String source) {
            return field + origin(source);
        }

        private static String origin(String source) {
            return " of " + source + ", which has no room in the field";
        }

        /** True if the note keeps a part that was cut from a value of this source, whoever added the note. */
        public static boolean isKept(String note, String source) {
            return LongNote.Part.of(note)
                    .filter(part -> part.head().endsWith(origin(source)))
                    .isPresent();
        }

        /** Returns the remark for an entity without notes: {@code rest} says where the cut text is instead. */
        public Remark leaving(String rest) {
            return kept.isEmpty()
                    ? this
                    : new Remark(field, message.substring(0, message.lastIndexOf(';')) + "; " + rest, kept);
        }

        public Violation violation() {
            return new Violation(field, message);
        }
    }

    private final List<Remark> remarks = new ArrayList<>();

    public NearestValues add(Remark remark) {
        remarks.add(remark);
        return this;
    }

    /** Fits a name or title. If it has no visible character, the first line of {@code text} is the title. */
    public String title(String field, String value, String text) {
        String line = oneLine(field, value);
        if (!Characters.hasVisible(line)) {
            String first = new NearestValues()
                    .oneLine(field, text.strip().lines().findFirst().orElse(""));
            line = Characters.hasVisible(first) ? first : UNTITLED;
            add(new Remark(
                    field,
                    "is empty, and 1 to " + Violations.TITLE + " characters are allowed; it is \"" + cut(line, 60)
                            + "\""));
        }
        return shortened(field, value, line, Violations.TITLE);
    }

    public String title(String field, String value) {
        return title(field, value, "");
    }

    /** Fits a text of several lines. The note gets only the cut-off rest, as the field has everything before it. */
    public String text(String field, String value, int most) {
        String plain = plain(field, value, Characters.hasControlInLines(value));
        if (length(plain) <= most) {
            return plain;
        }
        String cut = cut(plain, most);
        add(new Remark(
                field,
                tooLong(plain, most) + "; it is cut, and the rest is kept in notes",
                plain.substring(cut.length() - CUT.length())));
        return cut;
    }

    /** Keeps the given order, and each tag once, ignoring case. */
    public List<String> tags(String field, Collection<String> values) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> over = new ArrayList<>();
        for (String value : values) {
            String tag = shortened(field, value, oneLine(field, value), Violations.TAG);
            if (tag.isBlank()) {
                add(new Remark(field, "has an empty tag, which is left out"));
            } else if (tags.size() < Violations.TAGS || tags.containsKey(tag.toLowerCase(Locale.ROOT))) {
                tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
            } else {
                over.add(value);
            }
        }
        if (!over.isEmpty()) {
            add(new Remark(
                    field,
                    "has " + (tags.size() + over.size()) + " tags, and at most " + Violations.TAGS
                            + " are allowed; the others are kept in a note",
                    String.join("\n", over)));
        }
        return List.copyOf(tags.values());
    }

    /** Keeps the first items, each with a title. */
    public List<ChecklistItem> checklist(String field, List<ChecklistItem> items) {
        List<ChecklistItem> fitting = new ArrayList<>();
        for (ChecklistItem item : items.subList(0, Math.min(items.size(), Violations.CHECKLIST))) {
            String title = title(field, item.title());
            fitting.add(new ChecklistItem(item.id(), title, item.done()));
        }
        if (items.size() > fitting.size()) {
            List<String> over = items.subList(fitting.size(), items.size()).stream()
                    .map(item -> (item.done() ? "[x] " : "[ ] ") + item.title())
                    .toList();
            add(new Remark(
                    field,
                    "has " + items.size() + " items, and at most " + Violations.CHECKLIST
                            + " are allowed; the others are kept in a note",
                    String.join("\n", over)));
        }
        return List.copyOf(fitting);
    }

    public @Nullable Integer minutes(String field, @Nullable Number value) {
        if (value == null) {
            return null;
        }
        long minutes = value.longValue();
        long nearest = Math.clamp(minutes, 0, Violations.MINUTES);
        if (minutes != nearest) {
            add(new Remark(
                    field,
                    "is " + minutes + ", and 0 to " + Violations.MINUTES + " minutes are allowed; it is " + nearest));
        }
        return (int) nearest;
    }

    public Schedule schedule(Schedule given) {
        return schedule(given, Map.of());
    }

    /**
     * Drops the start date if the dates contradict each other, as the due date says more.
     *
     * @param odd by field, the text of each date that is in no calendar; {@code given} then has the nearest date
     */
    public Schedule schedule(Schedule given, Map<String, String> odd) {
        Schedule schedule = new Schedule(
                allowed("startDate", given.startDate(), odd),
                allowed("dueDate", given.dueDate(), odd),
                given.timeZone());
        Violations wrong = new Violations().schedule(schedule);
        if (wrong.none()) {
            return schedule;
        }
        add(new Remark(
                "startDate",
                "is " + schedule.startDate() + ", and dueDate is " + schedule.dueDate()
                        + "; a start is of the same form and not later, so it is left out"));
        return new Schedule(null, schedule.dueDate(), schedule.timeZone());
    }

    private @Nullable When allowed(String field, @Nullable When when, Map<String, String> odd) {
        boolean isAllowed = when == null || When.isAllowed(when);
        String said = odd.get(field);
        if (said != null) {
            When near = isAllowed ? when : null;
            add(new Remark(
                    field,
                    "is \"" + said + "\", which is in no calendar; it is " + (near == null ? "left out" : near)));
            return near;
        }
        if (isAllowed) {
            return when;
        }
        add(new Remark(
                field, "is " + when + ", and years from " + When.EARLIEST + " to 9999 are allowed; it is left out"));
        return null;
    }

    public @Nullable String stage(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        String stage = shortened(field, value, oneLine(field, value), Violations.STAGE);
        return Characters.hasVisible(stage) ? stage : null;
    }

    /** Replaces each fitted tag by the original tags that it was made from; other tags stay. */
    public static SortedSet<String> originalTags(Collection<String> tags, Collection<String> originals) {
        SortedSet<String> all = new TreeSet<>(tags);
        standing(originals, NearestValues::tag).forEach((nearest, each) -> {
            if (nearest.isEmpty() || all.remove(nearest)) {
                all.addAll(each);
            }
        });
        return all;
    }

    private static String tag(String original) {
        return String.join("", new NearestValues().tags("", List.of(original)));
    }

    /**
     * Replaces each fitted line by the original that it was made from; of several equal lines, the n-th by its n-th
     * original.
     */
    public static String originalText(String text, String original) {
        Map<String, Queue<String>> standing =
                standing(lines(original), line -> new NearestValues().text("", line, Integer.MAX_VALUE));
        return lines(text).stream()
                .map(line -> Objects.requireNonNullElse(
                        standing.getOrDefault(line, new ArrayDeque<>()).poll(), line))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private static Map<String, Queue<String>> standing(Collection<String> originals, UnaryOperator<String> nearest) {
        Map<String, Queue<String>> standing = new HashMap<>();
        originals.forEach(each -> standing.computeIfAbsent(nearest.apply(each), any -> new ArrayDeque<>())
                .add(each));
        return standing;
    }

    /** Returns all remarks, in the order in which fields were fitted. */
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * Finds the parent for an item of a tree that is deeper than the ledger allows: the lowest ancestor with room below
     * it.
     *
     * @param above the item's ancestors, nearest first
     * @param levels the height of the item with everything below it
     */
    public static <T> @Nullable T parent(List<T> above, int levels) {
        int most = Math.min(above.size(), Violations.LEVELS - levels);
        return most <= 0 ? null : above.get(above.size() - most);
    }

    /**
     * Describes the move of an item from its too deep parent to the nearest allowed one, by the names of both parents.
     */
    public static Remark moved(String field, String parent, String nearest) {
        return new Remark(
                field,
                "has " + parent + ", which is on level " + Violations.LEVELS + " or deeper, and tasks have "
                        + Violations.LEVELS + " levels; it is below " + nearest);
    }

    /** Returns an unreadable value in the short form in which messages quote it. */
    public static String told(String value) {
        return cut(new NearestValues().oneLine("", value), 60);
    }

    /** Cuts the text to that length, and ends it with a sign that it was cut. */
    public static String cut(String value, int most) {
        return length(value) <= most ? value : value.substring(0, value.offsetByCodePoints(0, most - 1)) + CUT;
    }

    private String shortened(String field, String value, String line, int most) {
        if (length(line) > most) {
            add(new Remark(field, tooLong(line, most) + KEPT, value));
        }
        return cut(line, most);
    }

    /** Turns line breaks and tabs into blanks. */
    private String oneLine(String field, String value) {
        boolean hasControl = Characters.hasControl(value);
        String line = hasControl ? value.strip().replaceAll("\\s*[\\r\\n\\t]+\\s*", " ") : value;
        if (hasControl && value.strip().lines().count() > 1) {
            add(new Remark(field, "has several lines, and one is allowed; they are one line"));
        }
        return plain(field, line, Characters.hasControl(line));
    }

    private String plain(String field, String value, boolean hasControl) {
        if (!hasControl && !Characters.hasUnpairedSurrogate(value)) {
            return value;
        }
        add(new Remark(field, "has characters that no text can have; each is replaced by " + REPLACED));
        return value.replaceAll("[\\p{Cc}&&[^\\r\\n\\t]]|\\p{Cs}", REPLACED);
    }

    private static String tooLong(String value, int most) {
        return "has " + length(value) + " characters, and at most " + most + " are allowed";
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }
}
