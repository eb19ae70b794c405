package dev.devledger.adapters.sandbox.trackingtime.projects;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Amounts;
import dev.devledger.adapters.sandbox.trackingtime.common.Secrets;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import dev.devledger.adapters.sandbox.trackingtime.events.EventTable;
import dev.devledger.adapters.sandbox.trackingtime.fields.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Projects as they are answered. */
public record ProjectAnswers(Things things, Fields fields, EventTable events) {

    /** What is shown beside a project itself. */
    public record With(boolean billing) {}

    public ArrayNode all(List<Thing> projects, With with) {
        Map<Long, Long> worked =
                events.worked("project_id", projects.stream().map(Thing::id).toList());
        ArrayNode shown = Json.array();
        for (Thing project : projects) shown.add(shown(project, worked.getOrDefault(project.id(), 0L), with));
        return shown;
    }

    public ObjectNode one(Thing project, With with) {
        return (ObjectNode) all(List.of(project), with).get(0);
    }

    private ObjectNode shown(Thing project, long worked, With with) {
        ObjectNode shown = Json.object();
        Json.nothing(shown, "start_date", "loc_start_date", "end_date", "loc_end_date");
        shown.put("delivery_date", project.optional("delivery_date").orElse(null));
        Amounts.estimated(shown, project.body().path("estimated_time").asDouble(0));
        shown.put("accumulated_time", worked).put("is_archived", project.archived());
        shown.put("following", false).put("is_favorite", project.is("is_favorite"));
        shown.put("notes", project.optional("notes").orElse(null)).put("name", project.name());
        shown.put("color", project.optional("color").orElse(null))
                .putNull("tasks")
                .putNull("task_lists");
        shown.set("customer", thing(NamedThings.CUSTOMER, project.parent()));
        shown.set("service", thing(NamedThings.SERVICE, project.number("service_id")));
        shown.set("billing", Secrets.billing(project.is("is_billable"), with.billing()));
        shown.put("is_public", project.is("is_public"));
        shown.put("default_view", project.optional("default_view").orElse(null));
        Amounts.worked(shown, worked);
        shown.put("is_template", false).put("account_id", project.account());
        shown.set("custom_fields", Fields.values(fields.of(project.account(), Projects.KIND), project.body()));
        shown.put("id", project.id()).put("created_at", project.text("created_at"));
        return shown.put("updated_at", project.optional("updated_at").orElse(null))
                .putNull("json");
    }

    private JsonNode thing(String kind, long id) {
        Optional<Thing> found = id == 0 ? Optional.empty() : things.find(kind, id);
        return found.<JsonNode>map(each -> Json.object()
                        .put("id", each.id())
                        .put("name", each.name())
                        .put("is_archived", each.archived()))
                .orElseGet(Json::none);
    }

    /** What was worked and estimated, of several. */
    public ArrayNode times(Stream<Thing> of, String column) {
        List<Thing> all = of.toList();
        Map<Long, Long> worked =
                events.worked(column, all.stream().map(Thing::id).toList());
        ArrayNode shown = Json.array();
        for (Thing each : all) {
            long seconds = worked.getOrDefault(each.id(), 0L);
            ObjectNode times = shown.addObject().put("id", each.id()).put("name", each.name());
            times.put("accumulated_time", seconds).put("accumulated_time_display", Amounts.clock(seconds));
            Amounts.worked(times, seconds);
            Amounts.estimated(times, each.body().path("estimated_time").asDouble(0));
        }
        return shown;
    }
}
