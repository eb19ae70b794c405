package dev.devledger.application.sync.local;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a service in which a task can wait for others. Only dependencies on linked tasks are compared, by their
 * remote ids: the other side does not know unlinked tasks, and a side that has such a dependency keeps it.
 *
 * @param words the words for all other fields
 */
public record LinkedTaskTranslator(ContentTranslator words, LinkBook book, TaskTree tree, ConnectedAccount account)
        implements ContentTranslator {
    private static final Pattern KEY = Pattern.compile("T-\\d+");

    @Override
    public CanonicalContent known(CanonicalContent content) {
        return words.known(content);
    }

    @Override
    public CanonicalContent compared(EntityRef.Kind kind, CanonicalContent content, String list) {
        CanonicalContent compared = words.compared(kind, content, list);
        return compared.blockedBy().isEmpty() ? compared : compared.withBlockedBy(linked(compared.blockedBy()));
    }

    @Override
    public CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, @Nullable String list) {
        return words.written(kind, content, list);
    }

    /** Returns the remote ids of linked tasks; each name is a local key or a remote id. */
    private SortedSet<String> linked(Set<String> names) {
        Set<String> keys = new HashSet<>();
        Set<String> objects = new HashSet<>();
        names.forEach(name -> (KEY.matcher(name).matches() ? keys : objects).add(name));
        Set<EntityRef> tasks = new HashSet<>();
        tree.identifyAll(keys).forEach(task -> tasks.add(EntityRef.task(task.value())));
        SortedSet<String> linked = new TreeSet<>();
        if (!tasks.isEmpty()) {
            book.findAll(account, tasks).values().forEach(link -> add(link, linked));
        }
        if (!objects.isEmpty()) {
            book.ofRemote(account, objects).forEach(each -> {
                if (each.entity().kind() == EntityRef.Kind.TASK) {
                    add(each.link(), linked);
                }
            });
        }
        return linked;
    }

    private static void add(SyncLink link, Set<String> linked) {
        if (link instanceof SyncLink.Linked with) {
            linked.add(with.remote().id());
        }
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
    public Set<Field> ownForms() {
        return words.ownForms();
    }

    @Override
    public StartDateSupport starts() {
        return words.starts();
    }

    @Override
    public Set<String> reservedTags() {
        return words.reservedTags();
    }
}
