package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.Answer;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.Groups;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PeopleAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.Webhooks;
import tools.jackson.databind.JsonNode;

/** Calls about accounts and their people, groups, webhooks, fields and notifications. */
public record PeopleCalls(
        People people,
        PeopleAnswers answers,
        Groups groups,
        Webhooks hooks,
        CustomFields fields,
        TrackingTimeBehaviour circumstances) {

    CallTable table() {
        return new CallTable().with(accounts()).with(users()).with(around()).with(webhooks());
    }

    private CallTable accounts() {
        return new CallTable()
                .read("me", call -> answers.me(member(call, call.caller().user())))
                .read("login", call -> answers.me(member(call, call.caller().user())))
                .read("teams", call -> answers.teams(call.caller().user()))
                .write("teams/switch", call -> {
                    people.select(
                            call.caller(), call.given().number("account_id").orElseThrow(Refusal::unexpected));
                    return answers.teams(call.caller().user());
                })
                .write("teams/update/#", call -> {
                    people.permitAll(call.caller(), call.given());
                    return answers.teams(call.caller().user());
                });
    }

    private StoredObject member(ReceivedCall call, long user) {
        return people.needMember(call.caller(), user);
    }

    private JsonNode user(ReceivedCall call, StoredObject member) {
        return answers.whole(member, call.is("include_billing"));
    }

    private CallTable users() {
        return new CallTable()
                .read("users", call -> answers.users(call.account(), call.filter(), call.is("include_billing")))
                .read("users/#", call -> user(call, member(call, call.id())))
                .write("users/add", call -> {
                    JsonNode added = user(call, people.add(call.caller(), call.given()));
                    return circumstances.has(TrackingTimeHabit.ADDED_USER_LISTED)
                            ? Json.array().add(added)
                            : added;
                })
                .write("users/update/#", call -> user(call, people.rename(call.caller(), call.id(), call.given())))
                .writeNotByPost("users/close/#", call -> user(call, people.archive(call.caller(), call.id(), true)))
                .writeNotByPost("users/open/#", call -> user(call, people.archive(call.caller(), call.id(), false)))
                .change("users/resend_invite", call -> call.given().needed("email"))
                .writeByPost(
                        "users/update_permissions/#",
                        call -> user(call, people.permit(call.caller(), call.id(), call.given())))
                .writeByPost(
                        "users/icalendar/reset_token",
                        call -> user(call, member(call, call.caller().user())))
                .writeByPost("users/#/employee/update", call -> {
                    people.requireAdmin(call.caller());
                    return user(call, member(call, call.id()));
                });
    }

    private CallTable around() {
        return new CallTable()
                .read("users/groups", call -> groups.all(call.account(), call.filter()))
                .read("users/groups/#", call -> groups.one(call.caller(), call.id()))
                .write("users/groups/add", call -> groups.add(call.caller(), call.given()))
                .write("users/groups/update/#", call -> groups.change(call.caller(), call.id(), call.given()))
                .change("users/groups/delete/#", call -> groups.delete(call.caller(), call.id()))
                .read("notifications", call -> Json.array())
                .write("notifications/read/#", call -> Json.object())
                .writeByPost(
                        "notifications/read",
                        call -> Json.nodes(RequestFields.ids(call.given().list("data")).stream()
                                .map(id -> Json.object().put("id", id))
                                .toList()))
                .read(
                        "custom_fields",
                        call -> fields.all(
                                call.account(),
                                call.given().text("filter_object_class").orElse("")))
                .write("custom_fields/add", call -> fields.add(call.caller(), call.given()))
                .write("custom_fields/#/update", call -> fields.change(call.caller(), call.id(), call.given()))
                .change("custom_fields/#/delete", call -> fields.delete(call.caller(), call.id()))
                .read("custom_fields/#/enum_options", call -> fields.options(call.caller(), call.id()))
                .write("enum_options/add", call -> fields.addOption(call.caller(), call.given()));
    }

    private CallTable webhooks() {
        return new CallTable()
                .answer("webhooks", this::allWebhooks)
                .read("webhooks/#", call -> hooks.one(call.caller(), call.id()))
                .write("webhooks/add", call -> hooks.add(call.caller(), call.given()))
                .write("webhooks/enable/#", call -> hooks.enable(call.caller(), call.id(), true))
                .write("webhooks/disable/#", call -> hooks.enable(call.caller(), call.id(), false))
                .write("webhooks/reset_token/#", call -> hooks.resetToken(call.caller(), call.id()))
                .change("webhooks/#/delete", this::deleteWebhook)
                .deleteOnly("webhooks/#", CallTable.silently(this::deleteWebhook));
    }

    private void deleteWebhook(ReceivedCall call) {
        hooks.delete(call.caller(), call.id());
    }

    private Answer allWebhooks(ReceivedCall call) {
        JsonNode all = hooks.all(call.account(), call.given().text("filter").orElse("ALL"));
        if (!circumstances.has(TrackingTimeHabit.WEBHOOKS_WRAPPED)) return Answer.data(all);
        var beside = Json.object();
        beside.putObject("webhooks").set("data", all);
        return new Answer.Data(Json.object(), beside);
    }
}
