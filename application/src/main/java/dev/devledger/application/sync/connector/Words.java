package dev.devledger.application.sync.connector;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates between an object as the remote holds it and the words in which both sides are compared. Both directions
 * are idempotent, and what is written and read back is what it was: writing what an object holds changes nothing there,
 * and taking over what it says changes nothing here.
 */
public interface Words {

    /** What there is of the start of a task. */
    enum Starts {
        /** Nothing: the one here stays whatever becomes of the due date. */
        NONE,
        /** Where a span begins. Of one date alone nobody there says whether it is the start, so it is known as the due date. */
        OF_SPANS,
        /** A date of its own, which may be there alone. */
        OWN
    }

    /** As much of the ledger's content as there are values for there: instead of one that is not known, the nearest. */
    default Canonical known(Canonical content) {
        return content;
    }

    /** What the remote holds, or could hold of what the ledger has. {@code list} is where the object is. */
    Canonical compared(EntityRef.Kind kind, Canonical content, String list);

    /** The reverse of {@link #compared(EntityRef.Kind, Canonical, String)}, whose result it expects. */
    Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list);

    /** The fields there that a change of these fields here may write. */
    Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields);

    /** What of a list's name the remote keeps. */
    String listName(String name);

    /**
     * The fields that the remote may keep in a form of its own, such as a text without its last blank: what it holds after
     * a write of one of them is what was written.
     */
    default Set<Field> ownForms() {
        return Set.of();
    }

    default Starts starts() {
        return Starts.OF_SPANS;
    }

    /** Tags, in lower case, that say something else there, and so cannot be a project's own. */
    Set<String> reservedTags();

    /** What the remote was read to hold. */
    default Canonical compared(EntityRef.Kind kind, RemoteTask task) {
        return compared(kind, task.content(), task.ref().list());
    }

    /** The link with its contents in the words of the comparison. */
    default SyncLink.Linked compared(EntityRef.Kind kind, SyncLink.Linked link) {
        return link.withBase(compared(kind, link.base(), link.remote().list()));
    }

    /**
     * The words of a service that knows tasks in lists and nothing else, so that a project is a card, which is a task, or a
     * list. There, how an open project stands is a tag of its card, and what is at the top of a list has no parent; here,
     * the status is a status, and the list itself is the parent of a task at its top, so that a move between lists is a
     * change of the parent like any other.
     *
     * @param listName so many characters of a list's name are kept
     * @param tagged the statuses that are written as a tag; of several on one card the first of these counts
     */
    record CardWords(int listName, List<RemoteStatus> tagged) implements Words {
        public CardWords {
            tagged = List.copyOf(tagged);
        }

        @Override
        public Canonical known(Canonical content) {
            return content.withOneDate();
        }

        @Override
        public Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
            return switch (kind) {
                case PROJECT -> card(content).withoutChecklist(); // a project has none, so a card may have any
                case TASK -> content.parent() == null ? content.withParent(list) : content;
                case LIST -> list(content);
                case ENTRY -> content;
            };
        }

        private Canonical list(Canonical content) {
            Change<String> cut = new Change<>(content.title(), listName(content.title()));
            return new CanonicalChanges(cut, null, null, null, null, null, null, null).applyTo(content);
        }

        @Override
        public Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
            return switch (kind) {
                case PROJECT -> remoteCard(content);
                case TASK -> list != null && list.equals(content.parent()) ? content.withParent(null) : content;
                case LIST, ENTRY -> content;
            };
        }

        @Override
        public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
            Set<Field> there = EnumSet.noneOf(Field.class);
            there.addAll(fields);
            if (kind == EntityRef.Kind.PROJECT && (there.contains(Field.STATUS) || there.contains(Field.TAGS))) {
                there.addAll(EnumSet.of(Field.STATUS, Field.TAGS));
            }
            return there;
        }

        @Override
        public String listName(String name) {
            return name.length() <= listName
                    ? name
                    : name.substring(0, Character.isHighSurrogate(name.charAt(listName - 1)) ? listName - 1 : listName);
        }

        @Override
        public Set<String> reservedTags() {
            return tagged.stream().map(CardWords::tag).collect(Collectors.toUnmodifiableSet());
        }

        /**
         * Of an open card the status is what its tags say, and none of those is a tag of its own. On a finished card they say
         * nothing, so that one with and one without are equal (docs/sync-design.md, section 4, row F12).
         */
        private Canonical card(Canonical content) {
            RemoteStatus said = content.status() == RemoteStatus.OPEN ? ofTags(content.tags()) : content.status();
            return content.withStatus(said).withTags(withoutStatusTags(content));
        }

        private RemoteStatus ofTags(SortedSet<String> tags) {
            return tagged.stream()
                    .filter(status -> tags.contains(tag(status)))
                    .findFirst()
                    .orElse(RemoteStatus.OPEN);
        }

        private Canonical remoteCard(Canonical content) {
            SortedSet<String> written = withoutStatusTags(content);
            if (!tagged.contains(content.status())) {
                return content.withTags(written);
            }
            written.add(tag(content.status()));
            return content.withStatus(RemoteStatus.OPEN).withTags(written);
        }

        private SortedSet<String> withoutStatusTags(Canonical content) {
            SortedSet<String> others = new TreeSet<>(content.tags());
            others.removeAll(reservedTags());
            return others;
        }

        private static String tag(RemoteStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }
    }
}
