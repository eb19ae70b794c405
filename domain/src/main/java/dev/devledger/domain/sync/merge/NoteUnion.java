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
 * The union of a task's notes and comments: each side gets those that it lacks. Notes and comments are never changed or
 * removed, so there are no conflicts.
 *
 * @param found notes whose sending was not answered, with the comments that they became
 * @param taken comments that become notes, oldest first
 * @param sent notes that become comments, oldest first
 */
public record NoteUnion(List<NoteMatch> found, List<NoteUnion.Comment> taken, List<NoteUnion.TaskNote> sent) {

    public record NoteMatch(UUID note, String comment) {}

    public NoteUnion {
        found = List.copyOf(found);
        taken = List.copyOf(taken);
        sent = List.copyOf(sent);
    }

    /** True if comments have to be read to know which notes to send. */
    public static boolean needsComments(List<TaskNote> notes) {
        return notes.stream().anyMatch(TaskNote::isOpen);
    }

    /** Returns the union without a read of comments: it only sends the unsent notes. */
    public static NoteUnion unseen(List<TaskNote> notes) {
        return new NoteUnion(
                List.of(), List.of(), notes.stream().filter(TaskNote::isUnsent).toList());
    }

    /**
     * @param notes the task's notes, oldest first
     * @param comments the task's newest comments, newest first: at least all since the oldest open sending
     * @param known comments that are linked to a note already, of any task
     */
    public static NoteUnion of(List<TaskNote> notes, List<Comment> comments, Collection<String> known, Instant now) {
        Set<String> old = new HashSet<>(known);
        notes.stream().map(TaskNote::comment).filter(Objects::nonNull).forEach(old::add);
        List<TaskNote> open =
                new ArrayList<>(notes.stream().filter(TaskNote::isOpen).toList());
        List<NoteMatch> found = new ArrayList<>();
        List<Comment> taken = new ArrayList<>();
        for (Comment each : comments.reversed()) {
            if (old.add(each.id())) {
                TaskNote sent = each.ours() ? sentAs(each, open, now) : null;
                if (sent != null) {
                    open.remove(sent);
                    found.add(new NoteMatch(sent.id(), each.id()));
                } else if (!each.text().isBlank() && !isLateCopy(each, notes, now)) {
                    taken.add(each);
                }
            }
        }
        Set<UUID> there = new HashSet<>(found.stream().map(NoteMatch::note).toList());
        List<TaskNote> missing = notes.stream()
                .filter(note -> note.isUnsent() && !there.contains(note.id()))
                .toList();
        return new NoteUnion(found, taken, missing);
    }

    /** Returns the note that was sent as this comment; null if there is none. */
    private static @Nullable TaskNote sentAs(Comment comment, List<TaskNote> open, Instant now) {
        return open.stream()
                .filter(note ->
                        isSame(note.text(), comment.text()) && !comment.at().isBefore(since(note, now)))
                .findFirst()
                .orElse(null);
    }

    /**
     * True if the comment is a second copy of a linked note: an unanswered sending may take effect after the next one
     * did.
     */
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
        Instant linked = note.linkedAt(); // before the intent if the clock was corrected in between
        boolean ahead = CreateAttempt.isAhead(intended, linked == null || linked.isAfter(now) ? now : linked);
        return ahead ? Instant.EPOCH : intended.minus(CreateAttempt.SKEW);
    }

    /** Compares letters and digits only, as a service may return spaces and marks in another form. */
    static boolean isSame(String one, String other) {
        String letters = letters(one);
        return letters.isEmpty() ? one.strip().equals(other.strip()) : letters.equals(letters(other));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /**
     * A note of a task, with its sending to one account.
     *
     * @param retracted true if the note no longer counts
     * @param intendedAt the time of the last intent to send it, null if there was none
     * @param comment the id of the comment that it became, null if none is known
     * @param linkedAt the time at which {@code comment} was recorded
     */
    public record TaskNote(
            UUID id,
            String text,
            boolean retracted,
            @Nullable Instant intendedAt,
            @Nullable String comment,
            @Nullable Instant linkedAt) {

        /** True if the note was sent, with an unknown outcome. */
        public boolean isOpen() {
            return intendedAt != null && comment == null;
        }

        boolean isUnsent() {
            return comment == null && !retracted;
        }
    }

    /**
     * A comment on a task in the connected service.
     *
     * @param author the service's name for the author, null if it gives none
     * @param ours true if the sync's account wrote it: the author is the sync, or the account's owner
     * @param at the time by the service's clock
     */
    public record Comment(String id, String text, @Nullable String author, boolean ours, Instant at) {
        private static final String CUT = "…";

        /** The text as a note can hold it: without forbidden characters, and cut if it is too long. */
        public String asNote() {
            return fitting(text);
        }

        /** Returns any text as a note can hold it, as {@link #asNote} does. */
        public static String fitting(String text) {
            String plain = text.replaceAll("[\\p{Cc}&&[^\n\r\t]]", " ").replaceAll("\\p{Cs}", "\uFFFD");
            return plain.codePointCount(0, plain.length()) <= Violations.NOTE
                    ? plain
                    : plain.substring(0, plain.offsetByCodePoints(0, Violations.NOTE - CUT.length())) + CUT;
        }
    }
}
