package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry.Timer;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryAnswers;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about the timer and time entries. */
public record EntryCalls(
        EntryReads reads,
        TimeEntryAnswers answers,
        EntryWrites writes,
        Timer timer,
        Tasks tasks,
        TaskAnswers taskAnswers,
        Tags tags) {

    CallTable table() {
        return new CallTable()
                .with(timerCalls())
                .with(reads.table())
                .with(writeCalls())
                .with(tagCalls())
                .read("events/#", call -> answers.whole(writes.find(call.caller(), call.id())));
    }

    private CallTable timerCalls() {
        return new CallTable()
                .write("tasks/track/#", call -> started(call, call.id()))
                .write("tasks/track", call -> started(call, null))
                .write("tasks/stop/#", call -> stopped(call, call.id()))
                .write(
                        "tasks/stop",
                        call -> stopped(call, call.given().number("task_id").orElse(null)))
                .write("tasks/sync/#", call -> answers.whole(timer.beat(call.caller(), call.id())));
    }

    private JsonNode started(ReceivedCall call, @Nullable Long task) {
        return shown(call, timer.start(call.caller(), task, call.given()));
    }

    private JsonNode stopped(ReceivedCall call, @Nullable Long task) {
        return timer.stop(call.caller(), task, call.given())
                .map(event -> shown(call, event))
                .orElseGet(Json::object);
    }

    private JsonNode shown(ReceivedCall call, TimeEntry event) {
        Long task = event.of().task();
        return call.is("return_task") && task != null
                ? taskAnswers.one(tasks.find(call.caller(), task), false)
                : answers.whole(event);
    }

    private CallTable writeCalls() {
        return new CallTable()
                .write("events/add", this::added)
                .write("events/update/#", call -> answers.whole(writes.change(call.caller(), call.id(), call.given())))
                .change("events/delete/#", call -> writes.delete(call.caller(), call.id()))
                .change(
                        "events/delete",
                        call -> writes.deleteAll(call.caller(), call.given().listEitherWay("data")))
                .change("events/billed", call -> bill(call, true))
                .change("events/not_billed", call -> bill(call, false));
    }

    private JsonNode added(ReceivedCall call) {
        TimeEntry event = writes.add(call.caller(), call.given());
        return reads.circumstances().has(TrackingTimeHabit.ADD_ANSWERS_ID)
                ? Json.object().put("id", event.id())
                : answers.whole(event);
    }

    private void bill(ReceivedCall call, boolean billed) {
        writes.bill(call.caller(), call.given().listInText("data"), billed);
    }

    private CallTable tagCalls() {
        return new CallTable()
                .read("events/tags", call -> tags.all(call.account()))
                .read("events/tags/#", call -> tags.one(call.caller(), call.id()))
                .read(
                        "events/tags/values",
                        call -> tags.values(call.account(), call.given().needed("name")))
                .write("events/tags/add", call -> tags.add(call.caller(), call.given()))
                .write("events/tags/update/#", call -> tags.change(call.caller(), call.id(), call.given()))
                .change(
                        "events/tags/delete/#",
                        call -> reads.removeTag(call.account(), tags.delete(call.caller(), call.id())))
                .write("events/#/tags/save", call -> {
                    call.given().needed("name");
                    return tagged(call, body -> Tags.put(body, call.given()));
                })
                .write(
                        "events/#/tags/delete",
                        call -> tagged(
                                call, body -> Tags.remove(body, call.given().needed("name"))));
    }

    private JsonNode tagged(ReceivedCall call, Consumer<ObjectNode> change) {
        return answers.whole(writes.tag(call.caller(), call.id(), change));
    }
}
