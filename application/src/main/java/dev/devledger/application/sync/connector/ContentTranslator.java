package dev.devledger.application.sync.connector;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
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
 * are idempotent, and each reverses the other: writing an object's own content changes nothing remotely, and taking it
 * over changes nothing locally.
 */
public interface ContentTranslator {

    /** The kinds of start dates that tasks of a service can have. */
    enum StartDateSupport {
        /** No start date: the ledger's start stays, whatever happens to the due date. */
        NONE,
        /** The start of a span. A single date is not known to be a start, so it counts as the due date. */
        OF_SPANS,
        /** A start of its own, which may exist without a due date. */
        OWN
    }

    /** Returns the ledger's content in values that the service has: an unknown value is replaced by the nearest. */
    default CanonicalContent known(CanonicalContent content) {
        return content;
    }

    /**
     * Returns the content that the remote holds, or could hold, in the words of the comparison. {@code list} is the
     * list of the object.
     */
    CanonicalContent compared(EntityRef.Kind kind, CanonicalContent content, String list);

    /** Reverses {@link #compared(EntityRef.Kind, Canonical, String)}, whose result it expects. */
    CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, @Nullable String list);

    /** Returns the remote fields that a change of these local fields may write. */
    Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields);

    /** Returns the part of a list's name that the remote keeps. */
    String listName(String name);

    /**
     * Returns the fields that the remote may keep in a form of its own, such as a text without its last blank: the
     * value that a write of such a field leaves counts as the written value.
     */
    default Set<Field> ownForms() {
        return Set.of();
    }

    default StartDateSupport starts() {
        return StartDateSupport.OF_SPANS;
    }

    /** Tags, in lower case, that have another meaning in the service, so that a project cannot have them. */
    Set<String> reservedTags();

    /** Returns the content of a remote task as read. */
    default CanonicalContent compared(EntityRef.Kind kind, RemoteTask task) {
        return compared(kind, task.content(), task.ref().list());
    }

    /** Returns the link with its contents in the words of the comparison. */
    default SyncLink.Linked compared(EntityRef.Kind kind, SyncLink.Linked link) {
        return link.withBase(compared(kind, link.base(), link.remote().list()));
    }

    /**
     * The words of a service that has only tasks in lists, so that a project is either a card, which is a task, or a
     * list. In the service, the status of an open project is a tag of its card, and a task at the top of a list has no
     * parent; in the comparison, the status is a status, and the list itself is the parent of a task at its top, so
     * that a move between lists is a change of the parent like any other.
     *
     * @param listName the length to which a list's name is cut
     * @param tagged the statuses that are written as a tag; if a card has several of these tags, the first status in
     *     this list counts
     */
    record CardTranslator(int listName, List<RemoteStatus> tagged) implements ContentTranslator {
        public CardTranslator {
            tagged = List.copyOf(tagged);
        }

        @Override
        public CanonicalContent known(CanonicalContent content) {
            return content.withOneDate();
        }

        @Override
        public CanonicalContent compared(EntityRef.Kind kind, CanonicalContent content, String list) {
            return switch (kind) {
                case PROJECT -> card(content).withoutChecklist(); // a project has no checklist, so a card may have any
                case TASK -> content.parent() == null ? content.withParent(list) : content;
                case LIST -> list(content);
                case ENTRY -> content;
            };
        }

        private CanonicalContent list(CanonicalContent content) {
            Change<String> cut = new Change<>(content.title(), listName(content.title()));
            return new CanonicalChanges(cut, null, null, null, null, null, null, null).applyTo(content);
        }

        @Override
        public CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, @Nullable String list) {
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
            return tagged.stream().map(CardTranslator::tag).collect(Collectors.toUnmodifiableSet());
        }

        /**
         * Reads the status of an open card from its tags, and removes these tags. On a finished card they mean nothing,
         * so that cards with and without them are equal (docs/sync-design.md, section 4, row F12).
         */
        private CanonicalContent card(CanonicalContent content) {
            RemoteStatus said = content.status() == RemoteStatus.OPEN ? ofTags(content.tags()) : content.status();
            return content.withStatus(said).withTags(withoutStatusTags(content));
        }

        private RemoteStatus ofTags(SortedSet<String> tags) {
            return tagged.stream()
                    .filter(status -> tags.contains(tag(status)))
                    .findFirst()
                    .orElse(RemoteStatus.OPEN);
        }

        private CanonicalContent remoteCard(CanonicalContent content) {
            SortedSet<String> written = withoutStatusTags(content);
            if (!tagged.contains(content.status())) {
                return content.withTags(written);
            }
            written.add(tag(content.status()));
            return content.withStatus(RemoteStatus.OPEN).withTags(written);
        }

        private SortedSet<String> withoutStatusTags(CanonicalContent content) {
            SortedSet<String> others = new TreeSet<>(content.tags());
            others.removeAll(reservedTags());
            return others;
        }

        private static String tag(RemoteStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }
    }
}
