package dev.devledger.adapters.trackingtime.json;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteStatus;
import java.util.List;
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
                true);
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
