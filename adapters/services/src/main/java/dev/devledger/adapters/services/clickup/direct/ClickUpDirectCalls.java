package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectReply;
import org.jspecify.annotations.Nullable;

/** ClickUp's calls as they are. Its word for a workspace is team. */
public final class ClickUpDirectCalls implements DirectCalls {
    private final DirectAccount account;
    private final DirectPlaces places;
    private final DirectTasks tasks;
    private final DirectComments comments;

    /** @param workspace the one of the settings, null where none is chosen */
    public ClickUpDirectCalls(ClickUpClient client, @Nullable String workspace) {
        DirectRequests requests = new DirectRequests(client);
        Workspaces workspaces = new Workspaces(requests, given(workspace));
        WriteCheck check = new WriteCheck(requests);
        DirectPages pages = new DirectPages(requests);
        this.account = new DirectAccount(requests, workspaces);
        this.places = new DirectPlaces(requests, workspaces, pages, check);
        this.tasks = new DirectTasks(requests, workspaces, check);
        this.comments = new DirectComments(requests, tasks, pages);
    }

    @Override
    public DirectReply send(DirectCall call, @Nullable String workspace) {
        try {
            return answer(call, given(workspace));
        } catch (NotDone no) {
            return no.reply();
        }
    }

    private DirectReply answer(DirectCall call, @Nullable String meant) {
        return switch (call) {
            case DirectCall.Teams() -> account.teams(meant);
            case DirectCall.Team(var team) -> account.team(team, meant);
            case DirectCall.Spaces spaces -> places.spaces(spaces, meant);
            case DirectCall.Folders folders -> places.folders(folders, meant);
            case DirectCall.Lists lists -> places.lists(lists, meant);
            case DirectCall.CreateList create -> places.createList(create, meant);
            case DirectCall.Tasks list -> places.tasks(list, meant);
            case DirectCall.Task(var task) ->
                new DirectReply.Json(tasks.find(task, meant).toString());
            case DirectCall.CreateTask(var list, var json) -> tasks.create(list, json, meant);
            case DirectCall.UpdateTask(var task, var json) -> tasks.update(task, json, meant);
            case DirectCall.SetStatus(var task, var json) -> tasks.setStatus(task, json, meant);
            case DirectCall.Assign(var task, var json) -> tasks.assign(task, json, meant);
            case DirectCall.DeleteTask(var task) -> tasks.delete(task, meant);
            case DirectCall.Comments(var task, var query) -> comments.list(task, query, meant);
            case DirectCall.AddComment(var task, var json) -> comments.add(task, json, meant);
            case DirectCall.Boards(var space) -> places.boards(space, meant);
            case DirectCall.Board(var board, var query) -> places.board(board, query, meant);
            case DirectCall.CreateBoard(var space, var json) -> places.createBoard(space, json, meant);
            case DirectCall.RateLimit() -> account.rateLimit();
            case DirectCall.Connection() -> account.connection(meant);
        };
    }

    private static @Nullable String given(@Nullable String id) {
        return id == null || id.isBlank() ? null : id.strip();
    }
}
