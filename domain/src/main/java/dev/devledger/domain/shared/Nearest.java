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
 * The nearest values that {@link Violations} allow, for what comes from a service or a file that nobody can be asked to
 * change, and in which words that is told. What is allowed is left as it is, and fitting twice is fitting once: the sync
 * knows by it what stands for what, so that another value for the same one would be sent as an edit.
 */
public final class Nearest {
    public static final String UNTITLED = "Untitled";

    private static final String CUT = "…";

    /** Stands for each character that no text can have. */
    private static final String REPLACED = "\uFFFD";

    private static final String KEPT = "; it is cut, and what it was is kept in a note";

    /**
     * What was done to a field.
     *
     * @param message what was wrong, what is allowed and what was done
     * @param kept what the field does not say any more, for a note; empty where the message says all of it
     */
    public record Remark(String field, String message, String kept) {
        public Remark(String field, String message) {
            this(field, message, "");
        }

        /** Of the note that has it. {@code source} says where the value comes from. */
        public String noteHead(String source) {
            return field + origin(source);
        }

        private static String origin(String source) {
            return " of " + source + ", which has no room in the field";
        }

        /** Whether a note has what was cut of something from there, whoever has added it. */
        public static boolean isKept(String note, String source) {
            return LongNote.Part.of(note)
                    .filter(part -> part.head().endsWith(origin(source)))
                    .isPresent();
        }

        /** Of what has no notes: {@code rest} says instead where the rest is. */
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

    public Nearest add(Remark remark) {
        remarks.add(remark);
        return this;
    }

    /** A name or title. {@code text} is what else there is of it, of which the first line is the title of what has none. */
    public String title(String field, String value, String text) {
        String line = oneLine(field, value);
        if (!Characters.hasVisible(line)) {
            String first = new Nearest()
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

    /** Of several lines. The note has what was cut off, as all before it is in the field. */
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

    /** In the order given, each once in whatever case. */
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

    /** The first ones, each with a title. */
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
     * Where something is due says more than where it begins.
     *
     * @param odd by their fields, what those dates are said to be that are in no calendar; given is then what is near
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

    /** Each tag that stands for others as those, whichever come and go beside it; what nothing stands for stays. */
    public static SortedSet<String> originalTags(Collection<String> tags, Collection<String> originals) {
        SortedSet<String> all = new TreeSet<>(tags);
        standing(originals, Nearest::tag).forEach((nearest, each) -> {
            if (nearest.isEmpty() || all.remove(nearest)) {
                all.addAll(each);
            }
        });
        return all;
    }

    private static String tag(String original) {
        return String.join("", new Nearest().tags("", List.of(original)));
    }

    /** Likewise its lines, the n-th of those that are alike for the n-th. */
    public static String originalText(String text, String original) {
        Map<String, Queue<String>> standing =
                standing(lines(original), line -> new Nearest().text("", line, Integer.MAX_VALUE));
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

    /** All remarks, in the order of the fields that were asked for. */
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * What something can be below, where a tree elsewhere is deeper than one of tasks: the lowest that has room for it.
     *
     * @param above what it is below, the nearest first
     * @param levels that it has itself, with what is below it
     */
    public static <T> @Nullable T parent(List<T> above, int levels) {
        int most = Math.min(above.size(), Violations.LEVELS - levels);
        return most <= 0 ? null : above.get(above.size() - most);
    }

    /** How that is told, by the names of both. */
    public static Remark moved(String field, String parent, String nearest) {
        return new Remark(
                field,
                "has " + parent + ", which is on level " + Violations.LEVELS + " or deeper, and tasks have "
                        + Violations.LEVELS + " levels; it is below " + nearest);
    }

    /** What is told of a value that cannot be read. */
    public static String told(String value) {
        return cut(new Nearest().oneLine("", value), 60);
    }

    /** At most that long, with a sign that there was more. */
    public static String cut(String value, int most) {
        return length(value) <= most ? value : value.substring(0, value.offsetByCodePoints(0, most - 1)) + CUT;
    }

    private String shortened(String field, String value, String line, int most) {
        if (length(line) > most) {
            add(new Remark(field, tooLong(line, most) + KEPT, value));
        }
        return cut(line, most);
    }

    /** Line breaks and tabs become blanks. */
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
