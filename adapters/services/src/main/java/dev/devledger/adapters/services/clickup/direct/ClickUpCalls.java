package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.Arguments.text;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.kernel.CallBudget.CallsOff;
import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ClickUp's calls as they are. Its word for a workspace is team. */
public record ClickUpCalls(DirectAccount account, DirectPlaces places, DirectTasks tasks, DirectComments comments) {

    /** @param workspace the one of the settings, null where none is chosen */
    public static DirectCalls of(ClickUpClient client, @Nullable String workspace) {
        DirectRequests requests = new DirectRequests(client);
        Workspaces workspaces = new Workspaces(requests, given(workspace));
        WriteCheck check = new WriteCheck(requests);
        DirectPages pages = new DirectPages(requests);
        DirectTasks tasks = new DirectTasks(requests, workspaces, check);
        return new CallTable<>(
                ClickUpRows.ALL,
                true,
                new ClickUpCalls(
                        new DirectAccount(requests, workspaces),
                        new DirectPlaces(requests, workspaces, pages, check),
                        tasks,
                        new DirectComments(requests, tasks, pages)));
    }

    /** The same calls, where there is nobody to ask. */
    public static DirectCalls off() {
        return CallsOff.of(CallTable.calls(ClickUpRows.ALL), true, "ClickUp is off. " + DirectNo.CONNECT);
    }

    interface Flow {
        DirectReply run(ClickUpCalls clickup, DirectRequest request);
    }

    private static @Nullable String given(@Nullable String id) {
        return id == null || id.isBlank() ? null : id.strip();
    }

    /** A blank workspace is none. */
    static CallTable.Flow<ClickUpCalls> within(Flow flow) {
        return (clickup, request) -> flow.run(clickup, request.in(given(request.workspace())));
    }

    /** What a call that reads takes: its own, and which workspace. */
    static Argument[] reading(Argument... some) {
        return joined(new Argument[] {text("team_id", 64).said("Only in this workspace")}, new Argument[0], some);
    }

    /** What a call that writes takes besides: a key for a repeat, and why. */
    static Argument[] writing(Argument... some) {
        return joined(reading(), new Argument[] {text("idempotency_key", 64), text("reason", 500)}, some);
    }

    /** Those that are the call's own first. */
    static Argument[] joined(Argument[] next, Argument[] last, Argument... first) {
        return Stream.of(first, next, last).flatMap(Arrays::stream).toArray(Argument[]::new);
    }
}
