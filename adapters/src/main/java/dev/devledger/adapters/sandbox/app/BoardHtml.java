package dev.devledger.adapters.sandbox.app;

import static dev.devledger.adapters.sandbox.common.PageHtml.button;
import static dev.devledger.adapters.sandbox.common.PageHtml.cardPath;
import static dev.devledger.adapters.sandbox.common.PageHtml.listPath;
import static dev.devledger.adapters.sandbox.common.PageHtml.text;

import dev.devledger.adapters.sandbox.common.Names;
import dev.devledger.adapters.sandbox.common.PageHtml;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** All lists beside each other, with their cards. */
record BoardHtml(Board board, Wrong wrong, String csrf, Instant now) {

    String page() {
        return PageHtml.page("TickTick sandbox", """
                <header class="top">
                <div><p><a href="/">Devledger</a></p>
                <h1>TickTick <span>sandbox</span></h1>
                <p>This page plays the part of TickTick until you connect your account. Devledger treats a change here like a change in TickTick.</p>%s</div>
                <form class="add" method="post" action="/sandbox/ticktick/lists">%s
                %s<button class="primary">Add list</button>
                %s</form>
                </header>
                <form id="act" method="post">%s</form>
                <main class="board" data-version="%s">
                %s%s</main>
                """.formatted(
                        wrong.told(""),
                        csrf,
                        name("new-list", "name", Names.LONGEST, "Name of the new list", ""),
                        wrong.told("new-list"),
                        csrf,
                        board.version(),
                        join(board.columns().stream().map(this::column).toList()),
                        trash(board.deleted())));
    }

    /** An input for a name or title. Where it is refused, its form says so. */
    private String name(String id, String field, int longest, String label, String value) {
        return """
                <input type="hidden" name="from" value="%1$s">
                <input id="%1$s" name="%2$s" required maxlength="%3$d" placeholder="%4$s" aria-label="%4$s" value="%5$s"%6$s autocomplete="off">
                """.formatted(id, field, longest, text(label), wrong.value(id, value), wrong.marks(id));
    }

    private String column(Board.Column column) {
        String id = column.id();
        String input = "add-" + id;
        return """
                <section class="list" id="list-%s" aria-label="%s">
                <header><h2>%s</h2>%s<span class="count">%d</span>%s</header>
                <form class="add" method="post" action="%s/cards">%s
                %s<button>Add card</button>
                %s</form>
                %s%s</section>
                """.formatted(
                        id,
                        text(column.name()),
                        text(column.name()),
                        key(id),
                        column.open(),
                        column.isInbox() ? "" : menu(column),
                        listPath(id),
                        csrf,
                        name(input, "title", CardHtml.LONGEST, "Title of the new card", ""),
                        wrong.told(input),
                        cards(column, column.top()),
                        finished(column));
    }

    private String menu(Board.Column column) {
        String id = column.id();
        String input = "name-" + id;
        return """
                <details class="menu" id="menu-%s"%s><summary aria-label="Rename or delete the list %s">⋯</summary><div>
                <form class="add" method="post" action="%s">%s
                %s<button>Rename</button>
                %s</form>
                %s</div></details>
                """.formatted(
                        id,
                        wrong.isAt(input) ? " open" : "",
                        text(column.name()),
                        listPath(id),
                        csrf,
                        name(input, "name", Names.LONGEST, "Name of the list", column.name()),
                        wrong.told(input),
                        button(listPath(id) + "/delete", csrf, "danger", "Delete the list and its cards"));
    }

    private String key(String id) {
        String key = board.key(id);
        return key.isEmpty() ? "" : chip("key", key);
    }

    private String finished(Board.Column column) {
        List<Card> finished = column.finished();
        if (finished.isEmpty()) return "";
        return """
                <details class="finished" id="finished-%s"><summary>Finished <span class="count">%d</span></summary>
                %s</details>
                """.formatted(column.id(), finished.size(), cards(column, finished));
    }

    private static String trash(List<Card> deleted) {
        if (deleted.isEmpty()) return "";
        return """
                <section class="list" id="trash"><details class="finished" id="trashed"><summary>Trash <span class="count">%d</span></summary>
                <ul class="cards">
                %s</ul></details></section>
                """.formatted(
                deleted.size(), join(deleted.stream().map(BoardHtml::trashed).toList()));
    }

    private static String trashed(Card card) {
        return """
                <li class="card"><div class="row"><div class="what"><span class="title"><bdi>%s</bdi></span></div>
                <button form="act" formaction="%s/restore" aria-label="Restore %s">Restore</button></div></li>
                """.formatted(text(card.title()), cardPath(card.id()), text(card.title()));
    }

    private String cards(Board.Column column, List<Card> cards) {
        if (cards.isEmpty()) return "";
        return "<ul class=\"cards\">\n"
                + join(cards.stream().map(card -> card(column, card)).toList()) + "</ul>\n";
    }

    private String card(Board.Column column, Card card) {
        return """
                <li class="card %s" id="card-%s"><div class="row">%s
                <div class="what"><a class="title" href="%s"><bdi>%s</bdi></a>%s</div></div>
                %s%s%s</li>
                """.formatted(
                        card.isOpen() ? "" : card.isAbandoned() ? "abandoned" : "done",
                        card.id(),
                        tick(card),
                        cardPath(card.id()),
                        text(card.title()),
                        chips(card),
                        note(card),
                        items(card),
                        cards(column, column.below(card)));
    }

    /** All ticks share one form, so that a thousand cards do not carry a thousand tokens. */
    private static String tick(Card card) {
        String verb = card.isOpen() ? "complete" : "reopen";
        String mark = card.isOpen() ? "" : card.isAbandoned() ? "×" : "✓";
        return """
                <button class="tick p%d" form="act" formaction="%s/%s" aria-label="%s %s">%s</button>\
                """.formatted(
                        card.priority(),
                        cardPath(card.id()),
                        verb,
                        card.isOpen() ? "Complete" : "Reopen",
                        text(card.title()),
                        mark);
    }

    private String chips(Card card) {
        StringBuilder chips = new StringBuilder(key(card.id()));
        String due = card.dueInWords(now);
        if (!due.isEmpty()) chips.append(chip(card.isOverdue(now) ? "due over" : "due", due));
        if (card.repeats()) chips.append(chip("due", "Repeats"));
        card.tags().forEach(tag -> chips.append(chip("tag", "#" + tag)));
        return chips.isEmpty() ? "" : "<span class=\"chips\">" + chips + "</span>";
    }

    private static String chip(String look, String words) {
        return "<span class=\"" + look + "\">" + text(words) + "</span>";
    }

    private static String note(Card card) {
        return card.note().isBlank() ? "" : "<p class=\"note\">" + text(card.note()) + "</p>\n";
    }

    static String items(Card card) {
        if (card.items().isEmpty()) return "";
        return "<ul class=\"items\">"
                + card.items().stream().map(item -> item(card, item)).collect(Collectors.joining())
                + "</ul>\n";
    }

    private static String item(Card card, JsonNode item) {
        boolean done = item.path("status").intValue() != 0;
        String title = text(item.path("title").asString(""));
        return """
                <li class="%s"><button class="tick" form="act" formaction="%s/items/%s" aria-label="%s %s">%s</button><span><bdi>%s</bdi></span></li>\
                """.formatted(
                        done ? "done" : "",
                        cardPath(card.id()),
                        text(item.path("id").asString("")),
                        done ? "Untick" : "Tick",
                        title,
                        done ? "✓" : "",
                        title);
    }

    private static String join(List<String> parts) {
        return String.join("", parts);
    }
}
