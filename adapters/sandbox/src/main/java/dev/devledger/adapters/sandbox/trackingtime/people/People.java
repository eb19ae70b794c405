package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of each account, with their rights. A member is a user in one account. */
public record People(StoredObjects things, TrackingTimeBehaviour circumstances, SandboxClock clock) {
    public static final String USER = "user";
    public static final String MEMBER = "member";
    public static final String ACCOUNT = "account";
    public static final String EDIT_ENTRIES = "can_edit_time_entries";
    public static final String SEE_ENTRIES = "can_view_time_entries_from_others";

    /** The ids of the seed's users and account. */
    public static final long ANA = 600183;

    public static final long BEN = 600184;
    public static final long CLEO = 600185;
    public static final long SANDBOX = 438100;

    private static final List<String> PERMISSIONS =
            List.of(EDIT_ENTRIES, "can_edit_projects_and_tasks", SEE_ENTRIES, "can_view_others");
    private static final Map<String, String> ROLES =
            Map.of("ADMIN", "ADMIN", "MANAGER", "MANAGER", "REGULAR", "CO_WORKER");

    /** Returns the current local time in the account's zone. */
    public String now(long account) {
        return WallTime.shown(WallTime.of(clock.instant(), zone(account)).local());
    }

    public ZoneId zone(long account) {
        return ZoneId.of(things.find(ACCOUNT, account).orElseThrow().text("zone"));
    }

    public StoredObject account(long id, String name, ZoneId zone) {
        ObjectNode body = Json.object().put("name", name).put("zone", zone.getId());
        return things.add(new StoredObject(ACCOUNT, id, 0, 0, body));
    }

    public StoredObject user(long id, String name, String surname, String email) {
        ObjectNode body =
                Json.object().put("name", name).put("surname", surname).put("email", email);
        return things.add(new StoredObject(USER, id, 0, 0, body));
    }

    public StoredObject join(long account, long user, String role) {
        ObjectNode body = Json.object().put("role", role).put("archived", false).put("status", "VERIFIED");
        for (String permission : PERMISSIONS) body.put(permission, true);
        body.put("created_at", now(account));
        return things.add(MEMBER, account, user, body);
    }

    public List<StoredObject> members(long account) {
        return things.of(MEMBER, account);
    }

    public Optional<StoredObject> member(long account, long user) {
        return things.below(MEMBER, account, user).stream().findFirst();
    }

    /** Finds a user's memberships in all accounts, without archived ones. */
    public List<StoredObject> memberships(long user) {
        return things.all(MEMBER).stream()
                .filter(member -> member.parent() == user && !member.archived())
                .toList();
    }

    /** Finds the caller in the given account, or else in the user's default account. */
    public Caller caller(long user, Optional<Long> account) {
        List<StoredObject> memberships = memberships(user);
        StoredObject member = account.isPresent()
                ? memberships.stream()
                        .filter(each -> each.account() == account.get())
                        .findFirst()
                        .orElseThrow(this::noRight)
                : selected(user, memberships);
        return new Caller(user, member.account(), !member.text("role").equals("CO_WORKER"));
    }

    private StoredObject selected(long user, List<StoredObject> memberships) {
        long selected =
                things.find(USER, user).map(each -> each.number("selected")).orElse(0L);
        return memberships.stream()
                .filter(each -> each.account() == selected)
                .findFirst()
                .or(() -> memberships.stream().findFirst())
                .orElseThrow(this::noRight);
    }

    /** Makes an account the user's default one. */
    public void select(Caller caller, long account) {
        StoredObject user = things.find(USER, caller.user()).orElseThrow();
        caller(caller.user(), Optional.of(account));
        user.body().put("selected", account);
        things.save(user);
    }

    public Refusal noRight() {
        return circumstances.has(TrackingTimeHabit.NO_RIGHT_IS_500) ? Refusal.noRightUnder500() : Refusal.noRight();
    }

    public void requireAdmin(Caller caller) {
        if (!caller.admin()) throw noRight();
    }

    /** Refuses the call unless the caller may see or change the data of {@code user}. */
    public void requireAbout(Caller caller, long user, String permission) {
        if (caller.admin()) return;
        boolean allowed = member(caller.account(), caller.user())
                .filter(member -> member.is(permission))
                .isPresent();
        if (!allowed || (user != caller.user() && permission.equals(EDIT_ENTRIES))) throw noRight();
    }

    public StoredObject needMember(Caller caller, long user) {
        return member(caller.account(), user).orElseThrow(() -> Refusal.notFound(USER));
    }

    public StoredObject add(Caller caller, RequestFields given) {
        requireAdmin(caller);
        String role = ROLES.get(given.text("role").orElse("REGULAR"));
        if (role == null) throw Refusal.unexpected();
        long id = things.database().nextId();
        user(
                id,
                given.needed("name"),
                given.text("surname").orElse(""),
                given.text("email").orElse(""));
        StoredObject member = join(caller.account(), id, role);
        if (given.has("email")) member.body().put("status", "INVITED");
        return things.save(member);
    }

    public StoredObject rename(Caller caller, long id, RequestFields given) {
        if (id != caller.user()) requireAdmin(caller);
        StoredObject member = needMember(caller, id);
        StoredObject user = things.find(USER, id).orElseThrow();
        for (String name : List.of("name", "surname"))
            given.text(name).ifPresent(value -> user.body().put(name, value));
        things.save(user);
        return member;
    }

    public StoredObject archive(Caller caller, long id, boolean archived) {
        requireAdmin(caller);
        StoredObject member = needMember(caller, id);
        member.body().put("archived", archived);
        return things.save(member);
    }

    public StoredObject permit(Caller caller, long id, RequestFields given) {
        requireAdmin(caller);
        StoredObject member = needMember(caller, id);
        for (String permission : PERMISSIONS)
            given.flag(permission).ifPresent(may -> member.body().put(permission, may));
        return things.save(member);
    }

    /** Sets the rights of all members of the account. */
    public void permitAll(Caller caller, RequestFields given) {
        for (StoredObject member : members(caller.account())) permit(caller, member.parent(), given);
    }

    static ObjectNode permissions(StoredObject member) {
        ObjectNode shown = Json.object();
        for (String permission : PERMISSIONS) shown.put(permission, member.is(permission));
        return shown;
    }

    /**
     * The user who makes a call, and the account of the call.
     *
     * @param admin true if the user may do everything in the account
     */
    public record Caller(long user, long account, boolean admin) {}

    /** The app passwords of users. As in TrackingTime, the user name beside a password is ignored. */
    public record Passwords(StoredObjects things, TrackingTimeBehaviour circumstances, SandboxSettings settings) {
        private static final String KIND = "password";

        public String add(long user) {
            String password = UUID.randomUUID().toString().replace("-", "");
            things.add(KIND, 0, user, Json.object().put("name", Sha256.hex(password)));
            return password;
        }

        public boolean revoke(String password) {
            Optional<StoredObject> found = things.named(KIND, 0, Sha256.hex(password));
            found.ifPresent(things::delete);
            return found.isPresent();
        }

        /** Finds the user of a password. */
        public Optional<Long> user(@Nullable String authorization) {
            if (circumstances.revoked() || authorization == null) return Optional.empty();
            if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) return Optional.empty();
            String password = password(authorization.substring("basic ".length()));
            if (settings.owner().test(password)) return Optional.of(People.ANA);
            return things.named(KIND, 0, Sha256.hex(password)).map(StoredObject::parent);
        }

        private static String password(String encoded) {
            try {
                String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException unreadable) {
                return "";
            }
        }
    }

    /** The addresses of the sandbox. */
    public static final class PagePaths {
        public static final String PAGE = "/sandbox/trackingtime";
        public static final String API = PAGE + "/api/v4";

        public static final String STYLE = PAGE + "/trackingtime.css";

        /** The path at which tests make the sandbox fail; the real service does not have it. */
        public static final String FAULTS = PAGE + "/faults";

        private PagePaths() {}
    }

    /** Users and accounts in the form of the API's answers, which contain secrets that a client must not pass on. */
    public record PeopleAnswers(People people) {

        /** Returns the users; unless the filter says otherwise, without archived ones. */
        public ArrayNode users(long account, String filter, boolean withBilling) {
            ArrayNode users = Json.array();
            for (StoredObject member : people.members(account)) {
                boolean wanted =
                        switch (filter) {
                            case "ALL" -> true;
                            case "ARCHIVED" -> member.archived();
                            case "INVITED" ->
                                !member.archived() && member.text("status").equals("INVITED");
                            default -> !member.archived();
                        };
                if (wanted) users.add(user(member, withBilling));
            }
            return users;
        }

        public ObjectNode user(StoredObject member, boolean withBilling) {
            StoredObject user =
                    people.things().find(People.USER, member.parent()).orElseThrow();
            long id = user.id();
            ObjectNode shown = Json.object().put("id", id).put("name", user.name());
            shown.put("surname", user.text("surname")).put("email", user.text("email"));
            shown.put("role", member.text("role")).put("avatar_url", SecretsInAnswers.address("avatar", id));
            shown.put("is_archived", member.archived()).put("status", member.text("status"));
            shown.put("account_id", member.account()).put("created_at", member.text("created_at"));
            shown.putObject("billing")
                    .put("hourly_rate", withBilling ? SecretsInAnswers.HOURLY_RATE : 0)
                    .put("hourly_cost", withBilling ? SecretsInAnswers.HOURLY_COST : 0);
            shown.put(
                    "invite_link",
                    "https://pro.example/hub/invite?u_token=" + SecretsInAnswers.of("u_token", id) + "&a_token="
                            + SecretsInAnswers.of("a_token", member.account()));
            shown.putObject("schedule")
                    .put("id", 53287)
                    .put("name", "Default Work Schedule")
                    .put("notes", SecretsInAnswers.of("schedule-notes", id))
                    .put("frequency", "WEEKLY");
            shown.set("permissions", People.permissions(member));
            return Json.nothing(shown, "worked_hours_this_month", "worked_hours_this_week", "worked_hours_today");
        }

        /** Returns a user with that user's secrets. */
        public ObjectNode whole(StoredObject member, boolean withBilling) {
            ObjectNode shown = user(member, withBilling);
            long id = member.parent();
            shown.put("is_owner", member.text("role").equals("ADMIN")).put("token", SecretsInAnswers.of("token", id));
            shown.put("tmp_token", SecretsInAnswers.of("tmp_token", id));
            shown.put(
                    "icalendar_feed",
                    "https://app.example/v4/" + member.account() + "/users/" + id + "/icalendar/"
                            + SecretsInAnswers.of("icalendar", id));
            shown.set("settings", settings(member.account()));
            shown.set("teams", teams(id));
            return Json.nothing(shown, "updated_at", "json");
        }

        private ObjectNode settings(long account) {
            String zone = people.zone(account).getId();
            ObjectNode settings = Json.object().put("language", "EN").put("date_format", "DD.MM.YYYY");
            settings.put("time_format", "24HR").put("number_format", "1.234,56").put("csv_separator", ",");
            settings.put("week_starts_on", "Monday").put("timezone", zone.substring(zone.indexOf('/') + 1));
            people.things()
                    .find(People.ACCOUNT, account)
                    .flatMap(each -> each.optional("autostop"))
                    .ifPresentOrElse(
                            hour -> settings.put("autostop_timers_at", hour),
                            () -> settings.putNull("autostop_timers_at"));
            return settings.putNull("timezone_iana");
        }

        /** Answers {@code GET /me}. */
        public ObjectNode me(StoredObject member) {
            ObjectNode me = whole(member, false);
            String zone = people.zone(member.account()).getId();
            return me.put("timezone", zone.substring(zone.indexOf('/') + 1));
        }

        public ArrayNode teams(long user) {
            ArrayNode teams = Json.array();
            List<StoredObject> memberships = people.memberships(user);
            StoredObject person = people.things().find(People.USER, user).orElseThrow();
            long selected = person.number("selected") == 0 ? first(memberships) : person.number("selected");
            for (StoredObject member : memberships) {
                StoredObject account =
                        people.things().find(People.ACCOUNT, member.account()).orElseThrow();
                ObjectNode team = Json.object().put("account_id", account.id()).put("company", account.name());
                team.put("status", "REGISTERED").put("account_status", "SUBSCRIBED");
                team.put("account_token", SecretsInAnswers.of("account_token", account.id()));
                team.set("account_owner", SecretsInAnswers.person(person));
                team.put("role", member.text("role")).put("is_archived", false);
                team.put("is_selected", account.id() == selected).put("is_default", account.id() == first(memberships));
                team.set("permissions", People.permissions(member));
                teams.add(team.put("id", member.id()));
            }
            return teams;
        }

        private static long first(List<StoredObject> memberships) {
            return memberships.isEmpty() ? 0 : memberships.getFirst().account();
        }
    }

    /**
     * Secrets that TrackingTime's answers contain although they should not. Each such field has a unique text, so that a
     * test that finds one after the client knows its source.
     */
    public static final class SecretsInAnswers {
        /** The beginning of the text of each secret. */
        public static final String MARK = "canary-";

        public static final double HOURLY_RATE = 73017.01;
        public static final double HOURLY_COST = 41903.03;

        private SecretsInAnswers() {}

        public static String of(String field, long id) {
            return MARK + field + "-" + id;
        }

        public static String address(String field, long id) {
            return "https://files.example/" + of(field, id) + ".jpg";
        }

        /** Returns the owner of a task or project, with secrets that a client must not pass on. */
        public static ObjectNode person(StoredObject user) {
            ObjectNode person = Json.object().put("name", user.name()).put("surname", user.text("surname"));
            person.put("avatar_url", address("avatar", user.id())).put("token", of("token", user.id()));
            person.putNull("third_party_data");
            return person.put("id", user.id());
        }

        /** Returns the rates and costs of a task or a project. */
        public static ObjectNode billing(boolean billable, boolean shown) {
            ObjectNode billing = Json.object().put("is_billable", billable);
            if (!shown)
                return Json.nothing(
                        billing, "hourly_rate", "loc_hourly_rate", "hourly_cost", "loc_hourly_cost", "fixed_rate");
            billing.put("hourly_rate", HOURLY_RATE).put("loc_hourly_rate", String.valueOf(HOURLY_RATE));
            billing.put("hourly_cost", HOURLY_COST).put("loc_hourly_cost", String.valueOf(HOURLY_COST));
            return billing.put("fixed_rate", 0);
        }
    }
}
