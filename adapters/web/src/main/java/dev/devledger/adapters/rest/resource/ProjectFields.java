package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.FieldReader;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a project from a body.
 *
 * @param zone the time zone of days without one
 */
public record ProjectFields(ZoneId zone, ReservedTags reserved, PlacementRules placing, BillingRefs billing) {

    private static final Set<String> READ_ONLY =
            Set.of(("id key status statusReason statusSince allDay taskCounts createdAt updatedAt startedAt "
                            + "completedAt deletedAt version links trackedSeconds")
                    .split(" "));

    public ProjectDetails details(JsonFields body) {
        body.readOnly(READ_ONLY);
        body.require("name");
        Places places = new Places();
        ProjectDetails details = ProjectDetails.KIND
                .edited(ProjectDetails.named("", zone), patch(body, Optional::empty, places))
                .with(places.said());
        body.addRules(() -> details.violations(reserved));
        return details;
    }

    /** @param now the current project */
    ProjectEdit edit(JsonFields body, Supplier<Optional<ProjectView>> now) {
        body.readOnly(READ_ONLY);
        Places places = new Places();
        Patch<ProjectDetails> patch = patch(body, now, places);
        boolean placed = patch.has(ProjectDetails.PLACEMENT) || !places.others.isEmpty();
        ProjectEdit edit = new ProjectEdit(patch, placed ? placing.edit(places.others) : null);
        body.addRules(() -> edit.violations(reserved));
        return edit;
    }

    private Patch<ProjectDetails> patch(JsonFields body, Supplier<Optional<ProjectView>> now, Places places) {
        return new FieldReader<>(ProjectDetails.KIND)
                .zone(ProjectDetails.TIME_ZONE, zone)
                .with(ProjectDetails.PLACEMENT, (fields, field) -> places.read(fields))
                .with(ProjectDetails.PLACEMENTS, (fields, field) -> null)
                .with(
                        ProjectDetails.CUSTOMER,
                        (fields, field) -> called(
                                fields,
                                field,
                                name -> billing.customer(name, key(now.get().map(ProjectView::customer)))))
                .with(
                        ProjectDetails.SERVICE,
                        (fields, field) -> called(
                                fields,
                                field,
                                name -> billing.service(name, key(now.get().map(ProjectView::service)))))
                .read(body);
    }

    private static @Nullable String key(Optional<ProjectView.Billed> billed) {
        return billed.map(ProjectView.Billed::key).orElse(null);
    }

    /**
     * Reads a reference. Adds the errors of the reference to the errors of the body, so that all are reported together.
     */
    private static <T> @Nullable SetTo<T> called(JsonFields body, String field, Function<String, T> found) {
        SetTo<String> called = body.wish(field, Parser::search);
        String name = SetTo.orElse(called, null);
        if (name == null) {
            return called == null ? null : new SetTo<>(null);
        }
        try {
            return new SetTo<>(found.apply(name));
        } catch (Rejection wrong) {
            wrong.violations().forEach(each -> body.add(each.field(), each.message()));
            return null;
        }
    }

    /**
     * The placements in services other than the service of the project's own placement. A null value removes a
     * placement.
     */
    private final class Places {
        private final SortedMap<String, SetTo<Placement>> others = new TreeMap<>();

        SortedMap<String, Placement> said() {
            SortedMap<String, Placement> said = new TreeMap<>();
            others.forEach((service, wish) -> {
                if (wish.value() != null) {
                    said.put(service, wish.value());
                }
            });
            return said;
        }

        /** Reads the project's own placement, which {@code placements} may also contain. */
        @Nullable
        SetTo<Placement> read(JsonFields body) {
            SetTo<Placement> own = body.wish("placement", Parser.word(Placement.OF_CARDS));
            SetTo<JsonFields> placements = body.object("placements");
            if (placements == null) {
                return own;
            }
            JsonFields said = placements.value();
            if (said == null) {
                placing.others().keySet().forEach(each -> others.put(each, new SetTo<>(null)));
                return own == null ? new SetTo<>(null) : own;
            }
            String service = placing.own();
            SetTo<Placement> same = service == null ? null : said.wish(service, Parser.word(Placement.OF_CARDS));
            if (service != null && same != null && own != null && !same.equals(own)) {
                said.add(service, "differs from placement, which is the same; give one of them");
            }
            placing.others().forEach((name, rules) -> {
                SetTo<Placement> wish = said.wish(name, Parser.word(rules.forms()));
                if (wish != null) {
                    others.put(name, wish);
                }
            });
            said.end();
            return same == null ? own : same;
        }
    }
}
