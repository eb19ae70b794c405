package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.app.Board.BoardView;
import dev.devledger.adapters.sandbox.ticktick.app.Card.CardItems;
import dev.devledger.adapters.sandbox.ticktick.app.CardForm.Wrong;
import dev.devledger.adapters.sandbox.ticktick.app.CardView.Choices;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Account.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The app, as one page for users. Its forms make edits of the app, not calls of the API. */
public record Page(
        SandboxDatabase database, Account account, Projects projects, AppEdits app, CardKeys keys, Clock clock) {
    private static final String SOURCES = "script-src 'self'; connect-src 'self'; form-action 'self'";

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PagePaths.BOARD, this::board)
                .GET(
                        PagePaths.BOARD + "/cards/{card}",
                        onCard((request, card) -> html(HttpStatus.OK, shown(request, card, Wrong.NOTHING))))
                .GET(PagePaths.BOARD + "/sandbox.css", request -> Answers.file(Page.class, "sandbox.css", "text/css"))
                .GET(
                        PagePaths.BOARD + "/sandbox.js",
                        request -> Answers.file(Page.class, "sandbox.js", "text/javascript"))
                .add(listRoutes())
                .add(cardRoutes())
                .onError(Refusal.class, (refusal, request) -> refused(request, ((Refusal) refusal).message() + "."))
                .build();
    }

    private RouterFunction<ServerResponse> listRoutes() {
        String list = PagePaths.BOARD + "/lists/{list}";
        return RouterFunctions.route()
                .POST(PagePaths.BOARD + "/lists", this::addList)
                .POST(list, this::renameList)
                .POST(list + "/delete", this::deleteList)
                .POST(list + "/cards", this::addCard)
                .build();
    }

    private RouterFunction<ServerResponse> cardRoutes() {
        String card = PagePaths.BOARD + "/cards/{card}";
        String item = card + "/items/{item}";
        return RouterFunctions.route()
                .POST(card, onCard(this::edit))
                .POST(card + "/complete", onCard((request, found) -> back(request, found, app.complete(found.id()))))
                .POST(card + "/reopen", onCard((request, found) -> back(request, found, app.reopen(found.id()))))
                .POST(card + "/abandon", onCard((request, found) -> back(request, found, app.abandon(found.id()))))
                .POST(card + "/delete", onCard((request, found) -> toList(app.delete(found.id()), found)))
                .POST(card + "/restore", this::restore)
                .POST(
                        card + "/move",
                        onCard((request, found) -> toList(app.move(found.id(), Answers.sent(request, "list")), found)))
                .POST(
                        card + "/parent",
                        onCard((request, found) ->
                                back(request, found, app.parent(found.id(), Answers.sent(request, "parent")))))
                .POST(card + "/cards", onCard(this::addSubtask))
                .POST(
                        card + "/items",
                        onCard((request, found) ->
                                items(request, found, CardItems.of(found).with(filled(request, "title")))))
                .POST(
                        item,
                        onCard((request, found) ->
                                items(request, found, CardItems.of(found).ticked(request.pathVariable("item")))))
                .POST(
                        item + "/title",
                        onCard((request, found) -> items(
                                request,
                                found,
                                CardItems.of(found).renamed(request.pathVariable("item"), filled(request, "title")))))
                .POST(
                        item + "/delete",
                        onCard((request, found) ->
                                items(request, found, CardItems.of(found).without(request.pathVariable("item")))))
                .build();
    }

    private ServerResponse board(ServerRequest request) {
        Board board = Board.read(database, account, keys);
        if (Answers.sent(request, "seen").equals(String.valueOf(board.version())))
            return ServerResponse.noContent().build();
        return html(HttpStatus.OK, shown(request, board, Wrong.NOTHING));
    }

    private byte[] shown(ServerRequest request, Board board, Wrong wrong) {
        return new BoardView(board, wrong, Answers.csrf(request), clock.instant()).html();
    }

    private byte[] shown(ServerRequest request, Card card, Wrong wrong) {
        return shown(request, card, wrong, CardForm.of(card), CardForm.of(card));
    }

    private byte[] shown(ServerRequest request, Card card, Wrong wrong, CardForm seen, CardForm left) {
        String key = keys.of(List.of(card.id())).getOrDefault(card.id(), "");
        Choices choices = Choices.of(database, account, card);
        return new CardView(card, seen, left, choices, key, wrong, Answers.csrf(request)).html();
    }

    /** Shows the form again with the reason of a refusal, such as a blank name. */
    private ServerResponse refused(ServerRequest request, String message) {
        String typed = request.param("title").orElseGet(() -> Answers.sent(request, "name"));
        Wrong wrong = new Wrong(Answers.sent(request, "from"), typed, message);
        Optional<Card> card = Answers.sent(request, "back").equals("card")
                ? app.find(request.pathVariable("card")).map(Card::new)
                : Optional.empty();
        return html(
                HttpStatus.UNPROCESSABLE_CONTENT,
                card.map(found -> shown(request, found, wrong))
                        .orElseGet(() -> shown(request, Board.read(database, account, keys), wrong)));
    }

    private ServerResponse addList(ServerRequest request) {
        ObjectNode list = projects.create(new RequestFields(Json.object().put("name", Answers.sent(request, "name"))));
        return toList(list.path("id").stringValue());
    }

    private ServerResponse renameList(ServerRequest request) {
        String id = request.pathVariable("list");
        projects.update(id, new RequestFields(Json.object().put("name", filled(request, "name"))));
        return toList(id);
    }

    private ServerResponse deleteList(ServerRequest request) {
        projects.delete(request.pathVariable("list"));
        return Answers.to(PagePaths.BOARD);
    }

    private ServerResponse addCard(ServerRequest request) {
        String list = request.pathVariable("list");
        app.create(
                new RequestFields(Json.object().put("projectId", list).put("title", Answers.sent(request, "title"))));
        return toList(list);
    }

    private ServerResponse addSubtask(ServerRequest request, Card parent) {
        return back(
                request,
                parent,
                Optional.of(app.create(new RequestFields(Json.object()
                        .put("projectId", parent.listId())
                        .put("parentId", parent.id())
                        .put("title", Answers.sent(request, "title"))))));
    }

    private ServerResponse edit(ServerRequest request, Card card) {
        CardForm seen = CardForm.sent(field -> Answers.sent(request, "was-" + field));
        CardForm left = CardForm.sent(field -> Answers.sent(request, field));
        Wrong wrong = left.wrong(seen);
        if (!wrong.equals(Wrong.NOTHING))
            return html(HttpStatus.UNPROCESSABLE_CONTENT, shown(request, card, wrong, seen, left));
        return toList(app.edit(card.id(), left.changes(seen, card)), card);
    }

    private ServerResponse items(ServerRequest request, Card card, CardItems items) {
        return back(request, card, app.edit(card.id(), items.change(card)));
    }

    /** Restores a card, the only possible edit of a deleted one. */
    private ServerResponse restore(ServerRequest request) {
        return app.restore(request.pathVariable("card"))
                .map(task -> toList(new Card(task).listId()))
                .orElseGet(() -> Answers.to(PagePaths.BOARD));
    }

    private interface CardHandler {
        ServerResponse handle(ServerRequest request, Card card);
    }

    private HandlerFunction<ServerResponse> onCard(CardHandler handler) {
        return request -> {
            Optional<Card> card = app.find(request.pathVariable("card")).map(Card::new);
            return card.isPresent() ? handler.handle(request, card.get()) : gone(request);
        };
    }

    /** Shows the board if the card was deleted meanwhile, in another window or through the API. */
    private ServerResponse gone(ServerRequest request) {
        Wrong wrong = new Wrong("", "", "This card is not there any more. Somebody may have deleted it.");
        return html(HttpStatus.NOT_FOUND, shown(request, Board.read(database, account, keys), wrong));
    }

    /** Returns to the page on which the button is. If the card is gone, it returns to the card's list. */
    private static ServerResponse back(ServerRequest request, Card card, Optional<ObjectNode> done) {
        boolean fromCard = done.isPresent() && Answers.sent(request, "back").equals("card");
        return fromCard ? Answers.to(PagePaths.card(card.id())) : toList(card.listId());
    }

    private static ServerResponse toList(Optional<ObjectNode> done, Card card) {
        return toList(done.map(Card::new).orElse(card).listId());
    }

    private static ServerResponse toList(String id) {
        return Answers.to(PagePaths.BOARD + "#list-" + id);
    }

    private static ServerResponse html(HttpStatus status, byte[] page) {
        return Answers.page(status.value(), page, SOURCES);
    }

    /**
     * Reads a field that must not be blank. TickTick's API ignores an empty name; on the page a user gets a message.
     */
    private static String filled(ServerRequest request, String name) {
        String value = Answers.sent(request, name);
        if (value.isBlank()) throw Refusal.invalid("This cannot be empty");
        return value;
    }
}
