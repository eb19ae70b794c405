package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates between an object as the remote holds it and the words in which both sides are compared. Both directions
 * are idempotent. There, the status of an open card is a tag, and what is at the top of a list has no parent; here, the
 * status is a status, and the list itself is the parent of a task at its top, so that a move between lists is a change
 * of the parent like any other. Of a list's name the remote keeps the first 64 characters
 * (docs/contract.md, section 5).
 */
public final class CardWords {
    private static final int LIST_NAME = 64;

    private CardWords() {}

    /** {@code list} is where the object is. */
    public static Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
        return switch (kind) {
            case PROJECT -> content.asCard().withoutChecklist(); // a project has none, so a card may have any
            case TASK -> content.parent() == null ? content.withParent(list) : content;
            case LIST -> Canonical.list(listName(content.title()));
        };
    }

    public static Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
        return switch (kind) {
            case PROJECT -> content.asRemoteCard();
            case TASK -> list != null && list.equals(content.parent()) ? content.withParent(null) : content;
            case LIST -> content;
        };
    }

    /** The link with its contents in the words of the comparison. */
    public static SyncLink.Linked compared(EntityRef.Kind kind, SyncLink.Linked link) {
        return link.withBase(compared(kind, link.base(), link.remote().list()));
    }

    /** The fields there that a change of these fields here may write. */
    public static Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        Set<Field> there = EnumSet.noneOf(Field.class);
        there.addAll(fields);
        if (kind == EntityRef.Kind.PROJECT && (there.contains(Field.STATUS) || there.contains(Field.TAGS))) {
            there.addAll(EnumSet.of(Field.STATUS, Field.TAGS));
        }
        return there;
    }

    /** What of a list's name the remote keeps. */
    public static String listName(String name) {
        return name.length() <= LIST_NAME
                ? name
                : name.substring(0, Character.isHighSurrogate(name.charAt(LIST_NAME - 1)) ? LIST_NAME - 1 : LIST_NAME);
    }
}
