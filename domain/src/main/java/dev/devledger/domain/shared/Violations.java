package dev.devledger.domain.shared;

import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.When.Schedule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects all problems of a request, so that the caller gets them at once. The limits are those of docs/contract.md,
 * section 4.
 */
public final class Violations {
    public static final int TITLE = 500;
    public static final int DESCRIPTION = 100_000;
    public static final int NOTE = 10_000;
    public static final int REASON = 500;
    public static final int REPOSITORY_URL = 2_000;
    public static final int TAGS = 50;
    public static final int TAG = 64;
    public static final int CHECKLIST = 200;
    public static final int LEVELS = 4;
    public static final int STAGE = 60;
    public static final int AGENT = 200;

    /** The minutes of one year. */
    public static final int MINUTES = 525_600;

    public static final int ASSIGNEES = 20;

    public static final int DEPENDENCIES = 100;

    /** The longest address that mail can be sent to. */
    public static final int EMAIL = 254;

    /** Part of an address without a name, brackets or a comment. Matches in one way only, so long input is not slow. */
    private static final String WORD = "[^\\p{Z}\\p{C}@<>()\\[\\],;:\\\\\".]+";

    private static final Pattern ADDRESS = Pattern.compile("%1$s(?:[.]%1$s)*@%1$s(?:[.]%1$s)*".formatted(WORD));

    private final List<Violation> found = new ArrayList<>();

    public Violations add(String field, String message) {
        found.add(new Violation(field, message));
        return this;
    }

    /** Checks a name or title: one line of 1 to 500 characters, at least one of them visible. */
    public Violations title(String field, String value) {
        return line(field, value, TITLE);
    }

    /** Checks one line of text, with at least one visible character. */
    public Violations line(String field, String value, int most) {
        if (!Characters.hasVisible(value)) {
            add(field, "must not be empty; 1 to " + most + " characters are allowed");
        } else if (length(value) > most) {
            add(field, "has " + length(value) + " characters; 1 to " + most + " are allowed");
        }
        if (Characters.hasControl(value)) {
            add(field, "has a control character; only one line of text is allowed");
        }
        return whole(field, value);
    }

    /** Checks a text of several lines; of the control characters, only line breaks and tabs are allowed. */
    public Violations text(String field, String value, int most) {
        if (length(value) > most) {
            add(field, "has " + length(value) + " characters; at most " + most + " are allowed");
        }
        if (Characters.hasControlInLines(value)) {
            add(field, "has a control character; the only control characters allowed are line breaks and tabs");
        }
        return whole(field, value);
    }

    private Violations whole(String field, String value) {
        return Characters.hasUnpairedSurrogate(value)
                ? add(field, "has an unpaired surrogate (half of a character); send whole characters")
                : this;
    }

    /** Checks a note: 1 to 10,000 characters, at least one of them visible. */
    public Violations note(String field, String text) {
        if (text.isBlank()) {
            add(field, "must not be empty; 1 to " + NOTE + " characters are allowed");
        }
        return text(field, text, NOTE);
    }

    /** Checks the caller's reason; null if it gave none. */
    public Violations reason(@Nullable String reason) {
        return reason == null ? this : text("reason", reason, REASON);
    }

    public Violations tags(String field, Collection<String> tags) {
        if (tags.size() > TAGS) {
            add(field, "has " + tags.size() + " tags; at most " + TAGS + " are allowed");
        }
        Set<String> seen = new HashSet<>();
        for (String tag : tags) {
            if (tag.isBlank() || length(tag) > TAG || Characters.hasControl(tag)) {
                add(field, "has an invalid tag; a tag is one line of 1 to " + TAG + " characters");
            }
            whole(field, tag);
            if (!seen.add(tag.toLowerCase(Locale.ROOT))) {
                add(field, "has \"" + tag + "\" twice; tags are compared in lower case");
            }
        }
        return this;
    }

    public Violations repositoryUrl(String field, String url) {
        if (length(url) > REPOSITORY_URL) {
            add(field, "has " + length(url) + " characters; at most " + REPOSITORY_URL + " are allowed");
        } else if (!url.isEmpty() && !new RepositoryUrl(url).isValid()) {
            add(field, "is not a URL; a URL such as https://example.org/repository.git is expected");
        }
        return whole(field, url);
    }

    public Violations schedule(Schedule schedule) {
        When start = schedule.startDate();
        When due = schedule.dueDate();
        if (start == null || due == null) {
            return this;
        }
        if (!start.getClass().equals(due.getClass())) {
            return add("dueDate", "startDate and dueDate must both be days or both be instants");
        }
        return due.isBefore(start) ? add("dueDate", "is before startDate; it must be the same or later") : this;
    }

    public Violations checklist(String field, List<ChecklistItem> items) {
        if (items.size() > CHECKLIST) {
            add(field, "has " + items.size() + " items; at most " + CHECKLIST + " are allowed");
        }
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            title(field + "[" + i + "].title", items.get(i).title());
            if (!ids.add(items.get(i).id())) {
                add(field + "[" + i + "].id", "is used twice; each item of a checklist needs an id of its own");
            }
        }
        return this;
    }

    /** Checks a stage: one line of 1 to 60 characters, at least one of them visible; null if the task has none. */
    public Violations stage(String field, @Nullable String stage) {
        if (stage == null) {
            return this;
        }
        if (!Characters.hasVisible(stage) || length(stage) > STAGE || Characters.hasControl(stage)) {
            add(field, "is one line of 1 to " + STAGE + " characters; use null for no stage");
        }
        return whole(field, stage);
    }

    /** Checks an agent's name: one line of 1 to 200 characters, at least one of them visible. */
    public Violations agent(String field, String agent) {
        if (!Characters.hasVisible(agent) || length(agent) > AGENT || Characters.hasControl(agent)) {
            add(field, "is one line of 1 to " + AGENT + " characters");
        }
        return whole(field, agent);
    }

    public Violations minutes(String field, @Nullable Integer minutes) {
        return minutes == null || (minutes >= 0 && minutes <= MINUTES)
                ? this
                : add(field, "is " + minutes + "; whole minutes from 0 to " + MINUTES + " are allowed");
    }

    public Violations assignees(String field, Collection<?> people) {
        return people.size() <= ASSIGNEES
                ? this
                : add(field, "has " + people.size() + " people; at most " + ASSIGNEES + " are allowed");
    }

    public Violations dependencies(String field, Collection<?> others) {
        return others.size() <= DEPENDENCIES
                ? this
                : add(field, "has " + others.size() + " tasks; at most " + DEPENDENCIES + " are allowed");
    }

    /** Checks for a plain address; null if none is known. */
    public Violations email(String field, @Nullable String address) {
        if (address == null) {
            return this;
        }
        if (length(address) > EMAIL || !ADDRESS.matcher(address).matches()) {
            add(
                    field,
                    "is not an e-mail address; a plain one of at most " + EMAIL
                            + " characters such as ada@example.org is expected, or null for none");
        }
        return whole(field, address);
    }

    /** Returns all problems found so far. */
    public List<Violation> found() {
        return List.copyOf(found);
    }

    public boolean none() {
        return found.isEmpty();
    }

    public void rejectIfAny() {
        if (!found.isEmpty()) {
            throw Rejection.invalid(found);
        }
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    /** A text that should be the address of a repository. */
    record RepositoryUrl(String text) {

        /** Accepts {@code git@host:path}, which git takes as an address though it is no URI. */
        boolean isValid() {
            try {
                URI uri = new URI(text);
                return uri.isAbsolute() && (uri.getRawAuthority() != null || isFile(uri));
            } catch (URISyntaxException e) {
                return text.matches("[\\w.-]+@[\\w.-]+:[^\\s\\p{Cntrl}]+");
            }
        }

        private static boolean isFile(URI uri) {
            return "file".equalsIgnoreCase(uri.getScheme()) && uri.getPath() != null;
        }
    }

    /** Finds forbidden characters. Plain loops, as every text of every command and imported row passes through. */
    public static final class Characters {

        private Characters() {}

        /** True if a reader sees any of the text. */
        public static boolean hasVisible(String text) {
            return !text.codePoints().allMatch(Characters::isInvisible);
        }

        private static boolean isInvisible(int letter) {
            return Character.isWhitespace(letter)
                    || Character.isSpaceChar(letter)
                    || Character.isISOControl(letter)
                    || Character.getType(letter) == Character.FORMAT // zero width, bidi controls, soft hyphen, tags
                    || isIgnored(letter);
        }

        /**
         * Letters and marks that Unicode lists as default ignorable, and the empty Braille cell, which looks like a
         * space.
         */
        private static boolean isIgnored(int letter) {
            return switch (letter) {
                case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
                default ->
                    (letter >= 0x180B && letter <= 0x180D) // variation selectors, also in the next two lines
                            || (letter >= 0xFE00 && letter <= 0xFE0F)
                            || (letter >= 0xE0000 && letter <= 0xE0FFF);
            };
        }

        public static boolean hasControl(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    return true;
                }
            }
            return false;
        }

        /** Line breaks and tabs are allowed. */
        public static boolean hasControlInLines(String text) {
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (Character.isISOControl(letter) && letter != '\n' && letter != '\r' && letter != '\t') {
                    return true;
                }
            }
            return false;
        }

        /** Half of a surrogate pair is no character and has no UTF-8, so nothing can keep it as it is. */
        public static boolean hasUnpairedSurrogate(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                        return true;
                    }
                    i++; // the pair's other half
                }
            }
            return false;
        }
    }
}
