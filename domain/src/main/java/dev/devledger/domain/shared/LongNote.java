package dev.devledger.domain.shared;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text kept in notes of a task: a line that names it, and the text. A text too long for one note is split over
 * several numbered notes.
 */
public record LongNote(String head, String text) {
    private static final Pattern FORM = Pattern.compile("(?s)([^\n]+?)(?: \\(([0-9]+) of [0-9]+\\))?:\n(.*)");
    private static final int HEAD = 300;

    /** Room for the number of the part and the line break. */
    private static final int SPARE = 40;

    public LongNote {
        head = head.length() > HEAD ? head.substring(0, HEAD) : head;
    }

    public List<String> notes() {
        int room = Violations.NOTE - head.length() - SPARE;
        List<String> pieces = pieces(room);
        if (pieces.size() == 1) {
            return List.of(head + ":\n" + text);
        }
        List<String> notes = new ArrayList<>();
        for (String piece : pieces) {
            notes.add(head + " (" + (notes.size() + 1) + " of " + pieces.size() + "):\n" + piece);
        }
        return notes;
    }

    private List<String> pieces(int most) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        do {
            int left = text.codePointCount(from, text.length());
            int end = left <= most ? text.length() : text.offsetByCodePoints(from, most);
            pieces.add(text.substring(from, end));
            from = end;
        } while (from < text.length());
        return pieces;
    }

    /** One note of a split text; {@code number} counts from 1, and is 1 for a text in one note. */
    public record Part(String head, int number, String text) {
        public static Optional<Part> of(String note) {
            Matcher form = FORM.matcher(note);
            if (!form.matches()) {
                return Optional.empty();
            }
            int number = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
            return Optional.of(new Part(form.group(1), number, form.group(3)));
        }
    }

    /**
     * The origin of a note that was written in a connected service.
     *
     * @param author the service's name for the author, null if it gives none
     * @param writtenAt the time of writing, by the service's clock
     */
    public record NoteOrigin(@Nullable String author, Instant writtenAt) {}
}
