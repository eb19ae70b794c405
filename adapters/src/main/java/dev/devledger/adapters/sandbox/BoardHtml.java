package dev.devledger.adapters.sandbox;

import static dev.devledger.adapters.sandbox.PageHtml.button;
import static dev.devledger.adapters.sandbox.PageHtml.cardPath;
import static dev.devledger.adapters.sandbox.PageHtml.listPath;
import static dev.devledger.adapters.sandbox.PageHtml.text;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** All lists beside each other, with their cards. */
record BoardHtml(String csrf, Instant now) {

    String page(Board board) {
        return PageHtml.page("TickTick sandbox", """
                <header class="top">
                <div><h1>TickTick <span>sandbox</span></h1>
                <p>Stands in for TickTick until an account is connected. What is done here, Devledger sees as done there.</p></div>
                <form class="add" method="post" action="/sandbox/ticktick/lists">%s
                <input id="new-list" name="name" required maxlength="64" placeholder="New list" aria-label="New list" autocomplete="off">
                <button class="primary">Add list</button></form>
                </header>
                <form id="act" method="post">%s</form>
                <main class="board" data-version="%s">
                %s%s</main>
                """.formatted(
                        csrf,
                        csrf,
                        board.version(),
                        join(board.columns().stream().map(this::column).toList()),
                        trash(board.deleted())));
    }

    private String column(Board.Column column) {
        String id = column.id();
        return """
                <section class="list" id="list-%s">
                <header><h2>%s</h2><span class="count">%d</span>%s</header>
                <form class="add" method="post" action="%s/cards">%s
                <input id="add-%s" name="title" required maxlength="500" placeholder="Add a card" aria-label="Add a card to %s" autocomplete="off">
                <button>Add</button></form>
                %s%s</section>
                """.formatted(
                        id,
                        text(column.name()),
                        column.open(),
                        column.isInbox() ? "" : menu(column),
                        listPath(id),
                        csrf,
                        id,
                        text(column.name()),
                        cards(column, column.top()),
                        finished(column));
    }

    private String menu(Board.Column column) {
        String id = column.id();
        return """
                <details class="menu" id="menu-%s"><summary aria-label="Change the list %s">⋯</summary><div>
                <form class="add" method="post" action="%s">%s
                <input id="name-%s" name="name" required maxlength="64" value="%s" aria-label="Name of the list" autocomplete="off">
                <button>Rename</button></form>
                %s</div></details>
                """.formatted(
                        id,
                        text(column.name()),
                        listPath(id),
                        csrf,
                        id,
                        text(column.name()),
                        button(listPath(id) + "/delete", csrf, "danger", "Delete the list and its cards"));
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
                <li class="card"><div class="row"><div class="what"><span class="title">%s</span></div>
                <button form="act" formaction="%s/restore">Restore</button></div></li>
                """.formatted(text(card.title()), cardPath(card.id()));
    }

    private String cards(Board.Column column, List<Card> cards) {
        if (cards.isEmpty()) return "";
        return "<ul class=\"cards\">\n"
                + join(cards.stream().map(card -> card(column, card)).toList()) + "</ul>\n";
    }

    private String card(Board.Column column, Card card) {
        return """
                <li class="card %s" id="card-%s"><div class="row">%s
                <div class="what"><a class="title" href="%s">%s</a>%s</div></div>
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
        StringBuilder chips = new StringBuilder();
        String due = card.dueInWords(now);
        if (!due.isEmpty()) chips.append(chip(card.isOverdue(now) ? "due over" : "due", due));
        if (card.repeats()) chips.append(chip("due", "↻"));
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
                <li class="%s"><button class="tick" form="act" formaction="%s/items/%s" aria-label="%s %s">%s</button><span>%s</span></li>\
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
