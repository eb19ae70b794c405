package dev.devledger.adapters.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The app: one page for people. What is done here is an edit in the app, not one through the API. */
final class Page {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final SandboxDatabase database;
    private final TaskRows rows;
    private final Account account;
    private final Projects projects;
    private final Tasks tasks;
    private final Clock clock;

    Page(SandboxDatabase database, Account account, Projects projects, Tasks tasks, Clock clock) {
        this.database = database;
        this.rows = new TaskRows(database);
        this.account = account;
        this.projects = projects;
        this.tasks = tasks;
        this.clock = clock;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PageHtml.PATH, this::board)
                .GET(
                        PageHtml.PATH + "/cards/{card}",
                        onCard((request, card) -> html(new CardHtml(csrf(request)).page(card))))
                .GET(PageHtml.PATH + "/sandbox.css", request -> file("sandbox.css", "text/css"))
                .GET(PageHtml.PATH + "/sandbox.js", request -> file("sandbox.js", "text/javascript"))
                .add(listRoutes())
                .add(cardRoutes())
                // A name of blanks, say: nothing happens, as in the app.
                .onError(Refusal.class, (refusal, request) -> to(PageHtml.PATH))
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
        return RouterFunctions.route()
                .POST(card, onCard(this::edit))
                .POST(card + "/complete", onCard((request, found) -> {
                    tasks.complete(found.listId(), found.id());
                    return back(request, found);
                }))
                .POST(card + "/reopen", onCard((request, found) -> status(request, found, 0)))
                .POST(card + "/abandon", onCard((request, found) -> status(request, found, -1)))
                .POST(card + "/delete", onCard((request, found) -> {
                    tasks.delete(found.listId(), found.id());
                    return toList(found.listId());
                }))
                .POST(card + "/cards", onCard(this::addSubtask))
                .POST(card + "/items", onCard(this::addItem))
                .POST(card + "/items/{item}", onCard(this::tickItem))
                .build();
    }

    private ServerResponse board(ServerRequest request) {
        Board board = Board.read(database, account);
        if (parameter(request, "seen").equals(String.valueOf(board.version())))
            return ServerResponse.noContent().build();
        return html(new BoardHtml(csrf(request), clock.instant()).page(board));
    }

    private ServerResponse addList(ServerRequest request) {
        ObjectNode list = projects.create(new Given(Json.object().put("name", parameter(request, "name"))));
        return toList(list.path("id").stringValue());
    }

    private ServerResponse renameList(ServerRequest request) {
        String id = request.pathVariable("list");
        projects.update(id, new Given(Json.object().put("name", parameter(request, "name"))));
        return toList(id);
    }

    private ServerResponse deleteList(ServerRequest request) {
        projects.delete(request.pathVariable("list"));
        return to(PageHtml.PATH);
    }

    private ServerResponse addCard(ServerRequest request) {
        String list = request.pathVariable("list");
        tasks.create(new Given(Json.object().put("projectId", list).put("title", parameter(request, "title"))));
        return toList(list);
    }

    private ServerResponse addSubtask(ServerRequest request, Card parent) {
        tasks.create(new Given(Json.object()
                .put("projectId", parent.listId())
                .put("parentId", parent.id())
                .put("title", parameter(request, "title"))));
        return back(request, parent);
    }

    private ServerResponse edit(ServerRequest request, Card card) {
        CardForm seen = CardForm.sent(field -> parameter(request, "was-" + field));
        CardForm left = CardForm.sent(field -> parameter(request, field));
        update(card, left.changes(seen, card));
        return toList(card.listId());
    }

    private ServerResponse status(ServerRequest request, Card card, int status) {
        update(card, Json.object().put("status", status));
        return back(request, card);
    }

    /** The first item makes a checklist, whose note is kept under another name. */
    private ServerResponse addItem(ServerRequest request, Card card) {
        ObjectNode change = Json.object().put("kind", "CHECKLIST");
        if (!card.noteField().equals("desc")) change.put("desc", card.note()).put("content", "");
        ArrayNode items = change.putArray("items");
        card.items().forEach(item -> items.add(item.deepCopy()));
        items.addObject().put("title", parameter(request, "title"));
        update(card, change);
        return back(request, card);
    }

    private ServerResponse tickItem(ServerRequest request, Card card) {
        ObjectNode change = Json.object();
        ArrayNode items = change.putArray("items");
        for (JsonNode item : card.items()) {
            ObjectNode copy = (ObjectNode) item.deepCopy();
            boolean done = copy.path("status").intValue() != 0;
            if (copy.path("id").asString("").equals(request.pathVariable("item"))) copy.put("status", done ? 0 : 1);
            items.add(copy);
        }
        update(card, change);
        return back(request, card);
    }

    private void update(Card card, ObjectNode change) {
        change.put("id", card.id()).put("projectId", card.listId());
        tasks.update(card.id(), new Given(change), Tasks.Door.APP);
    }

    private interface CardHandler {
        ServerResponse handle(ServerRequest request, Card card);
    }

    private HandlerFunction<ServerResponse> onCard(CardHandler handler) {
        return request -> {
            Optional<Card> card = rows.find(request.pathVariable("card"))
                    .filter(stored -> !stored.deleted())
                    .map(stored -> new Card(stored.body()));
            // Gone meanwhile, in another window or through the API: the board shows what is there.
            return card.isPresent() ? handler.handle(request, card.get()) : to(PageHtml.PATH);
        };
    }

    private static ServerResponse back(ServerRequest request, Card card) {
        boolean fromCard = parameter(request, "back").equals("card");
        return fromCard ? to(PageHtml.cardPath(card.id())) : toList(card.listId());
    }

    private static ServerResponse toList(String id) {
        return to(PageHtml.PATH + "#list-" + id);
    }

    private static ServerResponse to(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }

    private static ServerResponse html(String page) {
        return ServerResponse.ok()
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

    private static String csrf(ServerRequest request) {
        Object token = request.servletRequest().getAttribute(CsrfToken.class.getName());
        if (!(token instanceof CsrfToken csrf)) return "";
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(PageHtml.text(csrf.getParameterName()), PageHtml.text(csrf.getToken()));
    }
}
