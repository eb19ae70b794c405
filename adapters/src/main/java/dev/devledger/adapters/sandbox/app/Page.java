package dev.devledger.adapters.sandbox.app;

import dev.devledger.adapters.sandbox.common.Account;
import dev.devledger.adapters.sandbox.common.CardKeys;
import dev.devledger.adapters.sandbox.common.Given;
import dev.devledger.adapters.sandbox.common.Json;
import dev.devledger.adapters.sandbox.common.PageHtml;
import dev.devledger.adapters.sandbox.common.Refusal;
import dev.devledger.adapters.sandbox.common.SandboxDatabase;
import dev.devledger.adapters.sandbox.tasks.Projects;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The app: one page for people. What is done here is an edit in the app, not one through the API. */
public final class Page {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final SandboxDatabase database;
    private final Account account;
    private final Projects projects;
    private final App app;
    private final CardKeys keys;
    private final Clock clock;

    public Page(SandboxDatabase database, Account account, Projects projects, App app, CardKeys keys, Clock clock) {
        this.database = database;
        this.account = account;
        this.projects = projects;
        this.app = app;
        this.keys = keys;
        this.clock = clock;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PageHtml.PATH, this::board)
                .GET(
                        PageHtml.PATH + "/cards/{card}",
                        onCard((request, card) -> html(
                                HttpStatus.OK,
                                cardHtml(request, card, Wrong.NOTHING).page(card))))
                .GET(PageHtml.PATH + "/sandbox.css", request -> file("sandbox.css", "text/css"))
                .GET(PageHtml.PATH + "/sandbox.js", request -> file("sandbox.js", "text/javascript"))
                .add(listRoutes())
                .add(cardRoutes())
                .onError(Refusal.class, (refusal, request) -> refused(request, ((Refusal) refusal).message() + "."))
                .build();
    }

    private RouterFunction<ServerResponse> listRoutes() {
        String list = PageHtml.PATH + "/lists/{list}";
        return RouterFunctions.route()
                .POST(PageHtml.PATH + "/lists", this::addList)
                .POST(list, this::renameList)
                .POST(list + "/delete", this::deleteList)
                .POST(list + "/cards", this::addCard)
                .build();
    }

    private RouterFunction<ServerResponse> cardRoutes() {
        String card = PageHtml.PATH + "/cards/{card}";
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
                        onCard((request, found) -> toList(app.move(found.id(), parameter(request, "list")), found)))
                .POST(
                        card + "/parent",
                        onCard((request, found) ->
                                back(request, found, app.parent(found.id(), parameter(request, "parent")))))
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
        if (parameter(request, "seen").equals(String.valueOf(board.version())))
            return ServerResponse.noContent().build();
        return html(HttpStatus.OK, boardHtml(request, board, Wrong.NOTHING));
    }

    private String boardHtml(ServerRequest request, Board board, Wrong wrong) {
        return new BoardHtml(board, wrong, csrf(request), clock.instant()).page();
    }

    private CardHtml cardHtml(ServerRequest request, Card card, Wrong wrong) {
        String key = keys.of(List.of(card.id())).getOrDefault(card.id(), "");
        return new CardHtml(csrf(request), Choices.of(database, account, card), key, wrong);
    }

    /** The page with the form, which says what is wrong: a name of blanks, say. */
    private ServerResponse refused(ServerRequest request, String message) {
        String typed = request.param("title").orElseGet(() -> parameter(request, "name"));
        Wrong wrong = new Wrong(parameter(request, "from"), typed, message);
        Optional<Card> card = parameter(request, "back").equals("card")
                ? app.find(request.pathVariable("card")).map(Card::new)
                : Optional.empty();
        return html(
                HttpStatus.UNPROCESSABLE_CONTENT,
                card.map(found -> cardHtml(request, found, wrong).page(found))
                        .orElseGet(() -> boardHtml(request, Board.read(database, account, keys), wrong)));
    }

    private ServerResponse addList(ServerRequest request) {
        ObjectNode list = projects.create(new Given(Json.object().put("name", parameter(request, "name"))));
        return toList(list.path("id").stringValue());
    }

    private ServerResponse renameList(ServerRequest request) {
        String id = request.pathVariable("list");
        projects.update(id, new Given(Json.object().put("name", filled(request, "name"))));
        return toList(id);
    }

    private ServerResponse deleteList(ServerRequest request) {
        projects.delete(request.pathVariable("list"));
        return to(PageHtml.PATH);
    }

    private ServerResponse addCard(ServerRequest request) {
        String list = request.pathVariable("list");
        app.create(new Given(Json.object().put("projectId", list).put("title", parameter(request, "title"))));
        return toList(list);
    }

    private ServerResponse addSubtask(ServerRequest request, Card parent) {
        return back(
                request,
                parent,
                Optional.of(app.create(new Given(Json.object()
                        .put("projectId", parent.listId())
                        .put("parentId", parent.id())
                        .put("title", parameter(request, "title"))))));
    }

    private ServerResponse edit(ServerRequest request, Card card) {
        CardForm seen = CardForm.sent(field -> parameter(request, "was-" + field));
        CardForm left = CardForm.sent(field -> parameter(request, field));
        Wrong wrong = left.wrong(seen);
        if (!wrong.equals(Wrong.NOTHING))
            return html(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    cardHtml(request, card, wrong).page(card, seen, left));
        return toList(app.edit(card.id(), left.changes(seen, card)), card);
    }

    private ServerResponse items(ServerRequest request, Card card, CardItems items) {
        return back(request, card, app.edit(card.id(), items.change(card)));
    }

    /** The only deed with a card that is not there. */
    private ServerResponse restore(ServerRequest request) {
        return app.restore(request.pathVariable("card"))
                .map(task -> toList(new Card(task).listId()))
                .orElseGet(() -> to(PageHtml.PATH));
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

    /** Deleted meanwhile, in another window or through the API: the board shows what is there. */
    private ServerResponse gone(ServerRequest request) {
        Wrong wrong = new Wrong("", "", "This card is not there any more. Somebody may have deleted it.");
        return html(HttpStatus.NOT_FOUND, boardHtml(request, Board.read(database, account, keys), wrong));
    }

    /** To where the button was. Where the deed found no card any more, its list shows that. */
    private static ServerResponse back(ServerRequest request, Card card, Optional<ObjectNode> done) {
        boolean fromCard = done.isPresent() && parameter(request, "back").equals("card");
        return fromCard ? to(PageHtml.cardPath(card.id())) : toList(card.listId());
    }

    private static ServerResponse toList(Optional<ObjectNode> done, Card card) {
        return toList(done.map(Card::new).orElse(card).listId());
    }

    private static ServerResponse toList(String id) {
        return to(PageHtml.PATH + "#list-" + id);
    }

    private static ServerResponse to(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }

    private static ServerResponse html(HttpStatus status, String page) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .header("Content-Security-Policy", PageHtml.CSP)
                .cacheControl(CacheControl.noStore())
                .body(page.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse file(String name, String type) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=utf-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource(name, Page.class));
    }

    /** Browsers send the line ends of a text as CR LF; TickTick's texts have LF. */
    private static String parameter(ServerRequest request, String name) {
        return request.param(name).orElse("").replace("\r\n", "\n");
    }

    /** TickTick's API passes over an empty name; a person is told. */
    private static String filled(ServerRequest request, String name) {
        String value = parameter(request, name);
        if (value.isBlank()) throw Refusal.invalid("This cannot be empty");
        return value;
    }

    private static String csrf(ServerRequest request) {
        Object token = request.servletRequest().getAttribute(CsrfToken.class.getName());
        if (!(token instanceof CsrfToken csrf)) return "";
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(PageHtml.text(csrf.getParameterName()), PageHtml.text(csrf.getToken()));
    }
}
