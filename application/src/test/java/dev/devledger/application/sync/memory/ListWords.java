package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a service in which each list has its own statuses: every other list only knows open and done. */
record ListWords(Words words) implements Words {

    /** Returns the content as the list holds it: a status that the list lacks becomes the nearest one. */
    static Canonical in(String list, Canonical content) {
        return content.status() == RemoteStatus.ABANDONED && isPlain(list)
                ? content.withStatus(RemoteStatus.COMPLETED)
                : content;
    }

    /** True if the list only knows open and done. A list that does not exist yet knows every status. */
    static boolean isPlain(String list) {
        return list.matches("list\\d*[02468]");
    }

    @Override
    public Canonical known(Canonical content) {
        return words.known(content);
    }

    @Override
    public Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
        return in(list, words.compared(kind, content, list));
    }

    @Override
    public Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
        Canonical written = words.written(kind, content, list);
        return list == null ? written : in(list, written);
    }

    @Override
    public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        return words.writtenFields(kind, fields);
    }

    @Override
    public String listName(String name) {
        return words.listName(name);
    }

    @Override
    public Starts starts() {
        return words.starts();
    }

    @Override
    public Set<String> reservedTags() {
        return words.reservedTags();
    }
}
