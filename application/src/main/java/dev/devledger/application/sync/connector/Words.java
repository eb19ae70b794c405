package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Set;
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
}
