package dev.devledger.domain.sync.merge;

import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notes and comments of a task are united: each that one side lacks is added there. None is ever changed or taken away, so
 * there is nothing to disagree on.
 *
 * @param found notes whose sending was not answered, and the comments that came of it
 * @param taken comments that become notes, oldest first
 * @param sent notes that become comments, oldest first
 */
public record NoteUnion(List<Found> found, List<NoteUnion.Comment> taken, List<NoteUnion.TaskNote> sent) {

    public record Found(UUID note, String comment) {}

    public NoteUnion {
        found = List.copyOf(found);
        taken = List.copyOf(taken);
        sent = List.copyOf(sent);
    }

    /** Whether only the comments tell what is to be sent. */
    public static boolean needsComments(List<TaskNote> notes) {
        return notes.stream().anyMatch(TaskNote::isOpen);
    }

    /** Where no comment is looked at. */
    public static NoteUnion unseen(List<TaskNote> notes) {
        return new NoteUnion(
                List.of(), List.of(), notes.stream().filter(TaskNote::isUnsent).toList());
    }

    /**
     * @param notes of the task, oldest first
     * @param comments the newest of the task, newest first: those since the oldest sending that is open, at least
     * @param known comments that are notes already, of whatever task
     */
    public static NoteUnion of(List<TaskNote> notes, List<Comment> comments, Collection<String> known, Instant now) {
        Set<String> old = new HashSet<>(known);
        notes.stream().map(TaskNote::comment).filter(Objects::nonNull).forEach(old::add);
        List<TaskNote> open =
                new ArrayList<>(notes.stream().filter(TaskNote::isOpen).toList());
        List<Found> found = new ArrayList<>();
        List<Comment> taken = new ArrayList<>();
        for (Comment each : comments.reversed()) {
            if (old.add(each.id())) {
                TaskNote sent = each.ours() ? sentAs(each, open, now) : null;
                if (sent != null) {
                    open.remove(sent);
                    found.add(new Found(sent.id(), each.id()));
                } else if (!each.text().isBlank() && !isLateCopy(each, notes, now)) {
                    taken.add(each);
                }
            }
        }
        Set<UUID> there = new HashSet<>(found.stream().map(Found::note).toList());
        List<TaskNote> missing = notes.stream()
                .filter(note -> note.isUnsent() && !there.contains(note.id()))
                .toList();
        return new NoteUnion(found, taken, missing);
    }

    /** Null where it is none of them. */
    private static @Nullable TaskNote sentAs(Comment comment, List<TaskNote> open, Instant now) {
        return open.stream()
                .filter(note ->
                        isSame(note.text(), comment.text()) && !comment.at().isBefore(since(note, now)))
                .findFirst()
                .orElse(null);
    }

    /** A sending without an answer may come to pass when the next one is there already: then it is there twice. */
    private static boolean isLateCopy(Comment comment, List<TaskNote> notes, Instant now) {
        return comment.ours()
                && notes.stream()
                        .filter(note -> note.intendedAt() != null && note.linkedAt() != null)
                        .anyMatch(note -> isSame(note.text(), comment.text())
                                && !comment.at().isBefore(since(note, now))
                                && !comment.at()
                                        .isAfter(Objects.requireNonNull(note.linkedAt())
                                                .plus(CreateAttempt.SKEW)));
    }

    private static Instant since(TaskNote note, Instant now) {
        Instant intended = Objects.requireNonNull(note.intendedAt());
        Instant linked = note.linkedAt(); // before it was sent, as a clock says that was right by then
        boolean ahead = CreateAttempt.isAhead(intended, linked == null || linked.isAfter(now) ? now : linked);
        return ahead ? Instant.EPOCH : intended.minus(CreateAttempt.SKEW);
    }

    /** A service may give spaces and marks back in another form. */
    static boolean isSame(String one, String other) {
        String letters = letters(one);
        return letters.isEmpty() ? one.strip().equals(other.strip()) : letters.equals(letters(other));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /**
     * A note of a task, and what is on record of it in one account.
     *
     * @param retracted whether it counts no more
     * @param intendedAt when it was to be sent last, null where it never was
     * @param comment which comment it is, null where nobody knows of one
     * @param linkedAt since when that is on record
     */
    public record TaskNote(
            UUID id,
            String text,
            boolean retracted,
            @Nullable Instant intendedAt,
            @Nullable String comment,
            @Nullable Instant linkedAt) {

        /** Whether it was sent, and nobody knows what came of it. */
        public boolean isOpen() {
            return intendedAt != null && comment == null;
        }

        boolean isUnsent() {
            return comment == null && !retracted;
        }
    }

    /**
     * What was said about a task in the connected service.
     *
     * @param author what the service calls who said it, null where it does not say
     * @param ours whether it was said with the account that the sync uses: by the sync, or by the person whose account it is
     * @param at by the service's clock
     */
    public record Comment(String id, String text, @Nullable String author, boolean ours, Instant at) {
        private static final String CUT = "…";

        /** As a note can have it: without what no note may have, and cut where it is too long. */
        public String asNote() {
            return fitting(text);
        }

        /** The same of any text. */
        public static String fitting(String text) {
            String plain = text.replaceAll("[\\p{Cc}&&[^\n\r\t]]", " ").replaceAll("\\p{Cs}", "\uFFFD");
            return plain.codePointCount(0, plain.length()) <= Violations.NOTE
                    ? plain
                    : plain.substring(0, plain.offsetByCodePoints(0, Violations.NOTE - CUT.length())) + CUT;
        }
    }
}
