package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A project of TrackingTime in the words of the sync: a list, which has ended where the project is archived. */
public final class ProjectJson {
    private ProjectJson() {}

    /** One that is archived takes tasks and changes like any other. */
    public static RemoteList read(JsonNode project) {
        Canonical content =
                Canonical.list(Wire.text(project, "name")).billed(name(project, "customer"), name(project, "service"));
        return new RemoteList(
                RemoteIds.list(Wire.id(project, "project")),
                Wire.isTrue(project, "is_archived") ? content.withStatus(RemoteStatus.COMPLETED) : content,
                true,
                new Gaps(unshown(project), Set.of(), Set.of(), List.of()));
    }

    /** Each of these every documented answer shows, as null where there is nothing of it. */
    private static Set<Field> unshown(JsonNode project) {
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        if (Wire.given(project, "name") == null) {
            unshown.add(Field.TITLE);
        }
        if (!project.hasNonNull("is_archived")) {
            unshown.add(Field.STATUS);
        }
        if (!isShown(project, "customer")) {
            unshown.add(Field.CUSTOMER);
        }
        if (!isShown(project, "service")) {
            unshown.add(Field.SERVICE);
        }
        return unshown;
    }

    /** Its id alone does not say what it is called. */
    private static boolean isShown(JsonNode project, String kind) {
        return project.has(kind) && (project.path(kind).isNull() || name(project, kind) != null);
    }

    /** Of what is told with its id or, in some answers, by its name alone. */
    private static @Nullable String name(JsonNode project, String kind) {
        JsonNode named = project.path(kind);
        return named.isObject() ? Wire.given(named, "name") : Wire.given(project, kind);
    }

    /** A model for new ones is none. */
    public static List<RemoteList> all(List<JsonNode> projects) {
        return projects.stream()
                .filter(each -> !Wire.isTrue(each, "is_template"))
                .map(ProjectJson::read)
                .toList();
    }
}
