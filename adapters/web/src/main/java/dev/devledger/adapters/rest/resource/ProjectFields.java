package dev.devledger.adapters.rest.resource;

import dev.devledger.domain.project.ProjectEdit;
import dev.devledger.domain.field.Patch;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.billing.BillingRefs;
import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.PlacementRules;
import dev.devledger.domain.project.PlacementsEdit;
import dev.devledger.domain.project.ProjectBilling;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A project's own fields, as a body says them. {@code zone} is that of days that come without one. */
public record ProjectFields(ZoneId zone, ReservedTags reserved, PlacementRules placing, BillingRefs billing) {

    private static final Set<String> READ_ONLY =
            Set.of(("id key status statusReason statusSince allDay taskCounts createdAt updatedAt startedAt "
                            + "completedAt deletedAt version links trackedSeconds")
                    .split(" "));

    public ProjectDetails details(JsonFields body) {
        body.readOnly(READ_ONLY);
        String name = body.required("name", Parser::text, "");
        String description = body.text("description");
        Priority priority = body.orElse("priority", Parser.word(Priority.class), Priority.NONE);
        SortedSet<String> tags = SetTo.orElse(body.tags("tags"), new TreeSet<>(), new TreeSet<>());
        String url = body.text("repositoryUrl");
        Schedule schedule = new Schedule(
                body.optional("startDate", Parser::when),
                body.optional("dueDate", Parser::when),
                body.orElse("timeZone", Parser::zone, zone));
        Places places = places(body);
        Placement own = SetTo.orElse(places.own(), Placement.CARD, Placement.CARD);
        Patch<ProjectDetails> billed = billed(body, Optional::empty);
        ProjectDetails details = ProjectDetails.KIND.edited(
                new ProjectDetails(
                        name, description, priority, tags, url, schedule, own, places.said(), ProjectBilling.NONE),
                billed);
        body.addRules(() -> details.violations(reserved));
        return details;
    }

    /** @param now the project as it is */
    ProjectEdit edit(JsonFields body, Supplier<Optional<ProjectView>> now) {
        body.readOnly(READ_ONLY);
        SetTo<String> name = body.wish("name", Parser::text);
        SetTo<String> description = body.wish("description", Parser::text);
        SetTo<Priority> priority = body.wish("priority", Parser.word(Priority.class));
        SetTo<SortedSet<String>> tags = body.tags("tags");
        SetTo<String> url = body.wish("repositoryUrl", Parser::text);
        SetTo<When> start = body.wish("startDate", Parser::when);
        SetTo<When> due = body.wish("dueDate", Parser::when);
        SetTo<ZoneId> timeZone = body.wish("timeZone", Parser::zone);
        Places places = places(body);
        boolean placed = places.own() != null || !places.others().isEmpty();
        PlacementsEdit others = placed ? placing.edit(places.others()) : null;
        Patch<ProjectDetails> billed = billed(body, now);
        ProjectEdit edit = new ProjectEdit(Patch.<ProjectDetails>none().with(ProjectDetails.NAME, name).with(ProjectDetails.DESCRIPTION, description).with(ProjectDetails.PRIORITY, priority).with(ProjectDetails.TAGS, tags).with(ProjectDetails.REPOSITORY_URL, url).with(ProjectDetails.START_DATE, start).with(ProjectDetails.DUE_DATE, due).with(ProjectDetails.TIME_ZONE, timeZone).with(ProjectDetails.PLACEMENT, places.own()).and(billed), others);
        body.addRules(() -> edit.violations(reserved));
        return edit;
    }

    private Patch<ProjectDetails> billed(JsonFields body, Supplier<Optional<ProjectView>> now) {
        SetTo<CustomerId> customer = called(
                body, "customer", name -> billing.customer(name, key(now.get().map(ProjectView::customer))));
        SetTo<ServiceId> service = called(
                body, "service", name -> billing.service(name, key(now.get().map(ProjectView::service))));
        return Patch.<ProjectDetails>none()
                .with(ProjectDetails.CUSTOMER, customer)
                .with(ProjectDetails.SERVICE, service)
                .with(ProjectDetails.BILLABLE, body.truth("billable"));
    }

    private static @Nullable String key(Optional<ProjectView.Billed> billed) {
        return billed.map(ProjectView.Billed::key).orElse(null);
    }

    /** What is wrong with it is told with all else that is wrong in the body. */
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
     * Where it is to be: in the service that its placement is of, and in others by their names.
     *
     * @param others null as a value takes back what was said
     */
    private record Places(@Nullable SetTo<Placement> own, SortedMap<String, SetTo<Placement>> others) {

        SortedMap<String, Placement> said() {
            SortedMap<String, Placement> said = new TreeMap<>();
            others.forEach((service, wish) -> {
                if (wish.value() != null) {
                    said.put(service, wish.value());
                }
            });
            return said;
        }
    }

    private Places places(JsonFields body) {
        SetTo<Placement> own = body.wish("placement", Parser.word(Placement.OF_CARDS));
        SetTo<JsonFields> placements = body.object("placements");
        SortedMap<String, SetTo<Placement>> others = new TreeMap<>();
        if (placements == null) {
            return new Places(own, others);
        }
        JsonFields said = placements.value();
        if (said == null) {
            placing.others().keySet().forEach(each -> others.put(each, new SetTo<>(null)));
            return new Places(own == null ? new SetTo<>(null) : own, others);
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
        return new Places(same == null ? own : same, others);
    }
}
