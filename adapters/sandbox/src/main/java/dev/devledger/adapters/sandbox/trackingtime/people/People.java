package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.common.Caller;
import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Who is in which account, and what they may do. A member is a user in an account. */
public record People(Things things, Circumstances circumstances, SandboxClock clock) {
    public static final String USER = "user";
    public static final String MEMBER = "member";
    public static final String ACCOUNT = "account";
    public static final String EDIT_ENTRIES = "can_edit_time_entries";
    public static final String SEE_ENTRIES = "can_view_time_entries_from_others";

    /** Who is there from the beginning, and where. */
    public static final long ANA = 600183;

    public static final long BEN = 600184;
    public static final long CLEO = 600185;
    public static final long SANDBOX = 438100;

    private static final List<String> PERMISSIONS =
            List.of(EDIT_ENTRIES, "can_edit_projects_and_tasks", SEE_ENTRIES, "can_view_others");
    private static final Map<String, String> ROLES =
            Map.of("ADMIN", "ADMIN", "MANAGER", "MANAGER", "REGULAR", "CO_WORKER");

    /** As it is now in the account, on its clocks. */
    public String now(long account) {
        return WallTime.shown(WallTime.of(clock.now(), zone(account)).local());
    }

    public ZoneId zone(long account) {
        return ZoneId.of(things.find(ACCOUNT, account).orElseThrow().text("zone"));
    }

    public Thing account(long id, String name, ZoneId zone) {
        ObjectNode body = Json.object().put("name", name).put("zone", zone.getId());
        return things.add(new Thing(ACCOUNT, id, 0, 0, body));
    }

    public Thing user(long id, String name, String surname, String email) {
        ObjectNode body =
                Json.object().put("name", name).put("surname", surname).put("email", email);
        return things.add(new Thing(USER, id, 0, 0, body));
    }

    public Thing join(long account, long user, String role) {
        ObjectNode body = Json.object().put("role", role).put("archived", false).put("status", "VERIFIED");
        for (String permission : PERMISSIONS) body.put(permission, true);
        body.put("created_at", now(account));
        return things.add(MEMBER, account, user, body);
    }

    public List<Thing> members(long account) {
        return things.of(MEMBER, account);
    }

    public Optional<Thing> member(long account, long user) {
        return things.below(MEMBER, account, user).stream().findFirst();
    }

    /** Wherever they are, and not archived. */
    public List<Thing> memberships(long user) {
        return things.all(MEMBER).stream()
                .filter(member -> member.parent() == user && !member.archived())
                .toList();
    }

    /** Who asks, in the account that is said, or in that which is theirs by default. */
    public Caller caller(long user, Optional<Long> account) {
        List<Thing> memberships = memberships(user);
        Thing member = account.isPresent()
                ? memberships.stream()
                        .filter(each -> each.account() == account.get())
                        .findFirst()
                        .orElseThrow(this::noRight)
                : selected(user, memberships);
        return new Caller(user, member.account(), !member.text("role").equals("CO_WORKER"));
    }

    private Thing selected(long user, List<Thing> memberships) {
        long selected =
                things.find(USER, user).map(each -> each.number("selected")).orElse(0L);
        return memberships.stream()
                .filter(each -> each.account() == selected)
                .findFirst()
                .or(() -> memberships.stream().findFirst())
                .orElseThrow(this::noRight);
    }

    /** From now on the account of whoever names none. */
    public void select(Caller caller, long account) {
        Thing user = things.find(USER, caller.user()).orElseThrow();
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

    /** Whether they may see or change what is of that user. */
    public void requireAbout(Caller caller, long user, String permission) {
        if (caller.admin()) return;
        boolean allowed = member(caller.account(), caller.user())
                .filter(member -> member.is(permission))
                .isPresent();
        if (!allowed || (user != caller.user() && permission.equals(EDIT_ENTRIES))) throw noRight();
    }

    public Thing needMember(Caller caller, long user) {
        return member(caller.account(), user).orElseThrow(() -> Refusal.notFound(USER));
    }

    public Thing add(Caller caller, Given given) {
        requireAdmin(caller);
        String role = ROLES.get(given.text("role").orElse("REGULAR"));
        if (role == null) throw Refusal.unexpected();
        long id = things.database().nextId();
        user(
                id,
                given.needed("name"),
                given.text("surname").orElse(""),
                given.text("email").orElse(""));
        Thing member = join(caller.account(), id, role);
        if (given.has("email")) member.body().put("status", "INVITED");
        return things.save(member);
    }

    public Thing rename(Caller caller, long id, Given given) {
        if (id != caller.user()) requireAdmin(caller);
        Thing member = needMember(caller, id);
        Thing user = things.find(USER, id).orElseThrow();
        for (String name : List.of("name", "surname"))
            given.text(name).ifPresent(value -> user.body().put(name, value));
        things.save(user);
        return member;
    }

    public Thing archive(Caller caller, long id, boolean archived) {
        requireAdmin(caller);
        Thing member = needMember(caller, id);
        member.body().put("archived", archived);
        return things.save(member);
    }

    public Thing permit(Caller caller, long id, Given given) {
        requireAdmin(caller);
        Thing member = needMember(caller, id);
        for (String permission : PERMISSIONS)
            given.flag(permission).ifPresent(may -> member.body().put(permission, may));
        return things.save(member);
    }

    /** What everybody in the account may. */
    public void permitAll(Caller caller, Given given) {
        for (Thing member : members(caller.account())) permit(caller, member.parent(), given);
    }

    static ObjectNode permissions(Thing member) {
        ObjectNode shown = Json.object();
        for (String permission : PERMISSIONS) shown.put(permission, member.is(permission));
        return shown;
    }
}
