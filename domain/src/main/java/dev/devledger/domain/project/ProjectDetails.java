package dev.devledger.domain.project;

import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement.PlacementsEdit;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of a project that people set, apart from its status. Texts that are not set are empty.
 *
 * @param placement the form in the one service that this field decides for
 * @param placements the forms in other services, by service name, as far as they were set
 * @param billing the customer that the project is for, and how it is billed
 */
public record ProjectDetails(
        String name,
        String description,
        Priority priority,
        SortedSet<String> tags,
        String repositoryUrl,
        Schedule schedule,
        Placement placement,
        SortedMap<String, Placement> placements,
        ProjectDetails.ProjectBilling billing) {

    public static final Field<ProjectDetails, String> NAME =
            Field.text("name", ProjectDetails::name).or("").rule(Violations::title);
    public static final Field<ProjectDetails, String> DESCRIPTION = Field.text(
                    "description", ProjectDetails::description)
            .or("")
            .rule((violations, field, text) -> violations.text(field, text, Violations.DESCRIPTION));
    public static final Field<ProjectDetails, Priority> PRIORITY =
            Field.one("priority", Priority.class, ProjectDetails::priority).or(Priority.NONE);
    public static final Field<ProjectDetails, SortedSet<String>> TAGS =
            Field.sorted("tags", String.class, ProjectDetails::tags).rule(Violations::tags);
    public static final Field<ProjectDetails, String> REPOSITORY_URL = Field.text(
                    "repositoryUrl", ProjectDetails::repositoryUrl)
            .or("")
            .phrase("repository URL")
            .rule(Violations::repositoryUrl);
    public static final Field<ProjectDetails, When> START_DATE = Field.one(
                    "startDate", When.class, (ProjectDetails project) -> project.schedule()
                            .startDate())
            .phrase("start date");
    public static final Field<ProjectDetails, When> DUE_DATE = Field.one(
                    "dueDate", When.class, (ProjectDetails project) -> project.schedule()
                            .dueDate())
            .phrase("due date");
    public static final Field<ProjectDetails, ZoneId> TIME_ZONE = Field.zone(
                    "timeZone", (ProjectDetails project) -> project.schedule().timeZone())
            .phrase("time zone")
            .rule((violations, project) -> violations.schedule(project.schedule()));
    public static final Field<ProjectDetails, Placement> PLACEMENT =
            Field.one("placement", Placement.class, ProjectDetails::placement).orToldAlways(Placement.CARD);
    public static final Field<ProjectDetails, SortedMap<String, Placement>> PLACEMENTS = Field.named(
                    "placements", Placement.class, ProjectDetails::placements)
            .phrase("placement");
    public static final Field<ProjectDetails, CustomerId> CUSTOMER =
            Field.one("customer", CustomerId.class, (ProjectDetails project) -> project.billing()
                    .customer());
    public static final Field<ProjectDetails, ServiceId> SERVICE =
            Field.one("service", ServiceId.class, (ProjectDetails project) -> project.billing()
                    .service());
    public static final Field<ProjectDetails, Boolean> BILLABLE = Field.flag(
                    "billable", (ProjectDetails project) -> project.billing().billable())
            .phrase("billable state");

    public static final EntityKind<ProjectDetails> KIND = new EntityKind<>(
            List.of(
                    NAME,
                    DESCRIPTION,
                    PRIORITY,
                    TAGS,
                    REPOSITORY_URL,
                    START_DATE,
                    DUE_DATE,
                    TIME_ZONE,
                    PLACEMENT,
                    PLACEMENTS,
                    CUSTOMER,
                    SERVICE,
                    BILLABLE),
            ProjectDetails::of);

    /**
     * The fields that always have a value. An event that leaves one of them without a value was not written by this
     * program.
     */
    public static final List<Field<ProjectDetails, ?>> REQUIRED = List.of(NAME, PRIORITY, TIME_ZONE, PLACEMENT);

    /** Prefix of the field that has a project's place in a service; the service's name follows. */
    public static final String PLACEMENT_IN = "placements.";

    /** Details that break no rule. */
    static final ProjectDetails SOUND = named("-", ZoneOffset.UTC);

    public ProjectDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep the caller's ordering, and with it the caller's equality
        tags = Collections.unmodifiableSortedSet(sorted);
        placements = sorted(placements);
        billing = orNone(billing);
    }

    /** Projects stored before customers existed have no billing. */
    private static ProjectBilling orNone(@Nullable ProjectBilling billing) {
        return billing == null ? ProjectBilling.NONE : billing;
    }

    /** Projects stored while there was only one service have no placements in others. */
    private static SortedMap<String, Placement> sorted(@Nullable SortedMap<String, Placement> placements) {
        return placements == null || placements.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(placements));
    }

    /** A project without placements in other services and without a customer. */
    public ProjectDetails(
            String name,
            String description,
            Priority priority,
            SortedSet<String> tags,
            String repositoryUrl,
            Schedule schedule,
            Placement placement) {
        this(
                name,
                description,
                priority,
                tags,
                repositoryUrl,
                schedule,
                placement,
                Collections.emptySortedMap(),
                ProjectBilling.NONE);
    }

    public ProjectDetails with(SortedMap<String, Placement> others) {
        return new ProjectDetails(
                name, description, priority, tags, repositoryUrl, schedule, placement, others, billing);
    }

    /** A project with nothing but a name. */
    public static ProjectDetails named(String name, ZoneId zone) {
        return new ProjectDetails(
                name, "", Priority.NONE, Collections.emptySortedSet(), "", Schedule.none(zone), Placement.CARD);
    }

    private static ProjectDetails of(EntityKind.Values<ProjectDetails> values) {
        return new ProjectDetails(
                values.get(NAME),
                values.get(DESCRIPTION),
                values.get(PRIORITY),
                values.get(TAGS),
                values.get(REPOSITORY_URL),
                new Schedule(values.orNull(START_DATE), values.orNull(DUE_DATE), values.get(TIME_ZONE)),
                values.get(PLACEMENT),
                values.get(PLACEMENTS),
                new ProjectBilling(values.orNull(CUSTOMER), values.orNull(SERVICE), values.get(BILLABLE)));
    }

    /** Returns everything that breaks a rule. */
    public Violations violations(ReservedTags reserved) {
        Violations violations = KIND.violations(this);
        reserved.among(tags, violations);
        return violations;
    }

    /** True if the changes may move or remove objects of the project in a service. */
    public static boolean places(Changes<ProjectDetails> changes) {
        return changes.all().keySet().stream()
                .anyMatch(field -> field.equals(PLACEMENT) || field.name().startsWith(PLACEMENT_IN));
    }

    /**
     * The customer a project is for, and the service as which it is billed.
     *
     * @param billable true if time worked on it is to be paid, unless an entry says otherwise
     */
    public record ProjectBilling(
            @Nullable CustomerId customer, @Nullable ServiceId service, boolean billable) {
        public static final ProjectBilling NONE = new ProjectBilling(null, null, false);
    }

    /**
     * A request to change some details.
     *
     * @param places the changes of placements in other services; null for none
     */
    public record ProjectEdit(
            Patch<ProjectDetails> fields, @Nullable PlacementsEdit places) {
        public ProjectEdit(Patch<ProjectDetails> fields) {
            this(fields, null);
        }

        /** Returns everything that breaks a rule in the fields that are set, whatever the other fields hold. */
        public Violations violations(ReservedTags reserved) {
            return applyTo(ProjectDetails.SOUND).violations(reserved);
        }

        ProjectDetails applyTo(ProjectDetails details) {
            ProjectDetails edited = ProjectDetails.KIND.edited(details, fields);
            return places == null ? edited : edited.with(places.applyTo(details, edited.placement()));
        }
    }
}
