package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCall.Home;
import dev.devledger.application.direct.DirectCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** The calls that go through to ClickUp, with ClickUp's own JSON: what there is around its tasks. */
@Controller
@RequestMapping(path = "/api/clickup", produces = MediaType.APPLICATION_JSON_VALUE)
public record ClickUpResource(DirectCalls clickup, IdempotentWrites writes) {
    /** Which workspace the caller means, where the account is let into several. */
    static final String TEAM = "x-team-id";

    static final DirectAnswers ANSWERS =
            new DirectAnswers("ClickUp", "remoteCode", ProblemCode.CLICKUP_REFUSED, ProblemCode.CLICKUP_UNAVAILABLE);

    @GetMapping("/teams")
    HttpAnswer teams(@RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Teams(), team);
    }

    @GetMapping("/teams/{teamId}")
    HttpAnswer team(
            @PathVariable("teamId") String id, @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Team(id), team);
    }

    @GetMapping("/teams/{teamId}/spaces")
    HttpAnswer spaces(
            @PathVariable("teamId") String id,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Spaces(id, archived(query)), team);
    }

    @GetMapping("/spaces/{spaceId}/folders")
    HttpAnswer folders(
            @PathVariable("spaceId") String space,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Folders(space, archived(query)), team);
    }

    @GetMapping("/spaces/{spaceId}/lists")
    HttpAnswer listsOfSpace(
            @PathVariable("spaceId") String space,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Lists(Home.SPACE, space, archived(query)), team);
    }

    @GetMapping("/folders/{folderId}/lists")
    HttpAnswer listsOfFolder(
            @PathVariable("folderId") String folder,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Lists(Home.FOLDER, folder, archived(query)), team);
    }

    @PostMapping("/spaces/{spaceId}/lists")
    HttpAnswer createListInSpace(
            @PathVariable("spaceId") String space,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return createList(Home.SPACE, space, call, team);
    }

    @PostMapping("/folders/{folderId}/lists")
    HttpAnswer createListInFolder(
            @PathVariable("folderId") String folder,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return createList(Home.FOLDER, folder, call, team);
    }

    private HttpAnswer createList(Home home, String id, WriteRequest call, @Nullable String team) {
        DirectCall create = new DirectCall.CreateList(home, id, call.json());
        return writes.orderOnce(call, () -> ANSWERS.created(clickup.send(create, team), "/api/clickup/lists/"));
    }

    @GetMapping("/spaces/{spaceId}/boards")
    HttpAnswer boards(
            @PathVariable("spaceId") String space,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Boards(space), team);
    }

    @PostMapping("/spaces/{spaceId}/boards")
    HttpAnswer createBoard(
            @PathVariable("spaceId") String space,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        DirectCall create = new DirectCall.CreateBoard(space, call.json());
        return writes.orderOnce(call, () -> ANSWERS.created(clickup.send(create, team), "/api/clickup/boards/"));
    }

    @GetMapping("/boards/{boardId}")
    HttpAnswer board(
            @PathVariable("boardId") String board,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Board(board, query.all()), team);
    }

    @GetMapping("/rate-limit")
    HttpAnswer rateLimit() {
        return read(new DirectCall.RateLimit(), null);
    }

    @GetMapping("/connection")
    HttpAnswer connection(@RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return read(new DirectCall.Connection(), team);
    }

    private HttpAnswer read(DirectCall call, @Nullable String team) {
        return ANSWERS.of(clickup.send(call, team));
    }

    private static boolean archived(QueryParameters query) {
        boolean archived = Boolean.TRUE.equals(query.one("archived", Parser::flag));
        query.rejectIfAny();
        return archived;
    }
}
