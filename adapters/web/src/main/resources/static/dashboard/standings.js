// While the slider of moments moves, the cards of the board go where their projects stood then, and no more of them is asked
// for: the whole page comes when it rests. In a block, as the scripts of a page share their names.
"use strict";

{
  /** In a column; more are said by its count. */
  const MOST = 100;
  let asking = null;

  document.addEventListener("moving", async (event) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`/api/projects/statuses?asOf=${event.detail}`, {
        headers: { Accept: "application/json" },
        signal: mine.signal,
      });
      if (!answer.ok) return;
      const { items } = await answer.json();
      if (!mine.signal.aborted) place(items, event.detail);
    } catch {
      // Given up for a newer one; or the server is away, which the whole page is about to say.
    }
  });
  document.addEventListener("rested", () => asking?.abort());

  function place(items, moment) {
    const came = main.querySelector(".came");
    if (came) came.style.visibility = "hidden"; // it is of the page's own moment, and comes anew with the next one
    const board = main.querySelector(".board");
    if (!board) return;
    for (const each of board.querySelectorAll(".stay")) each.style.visibility = "hidden"; // and so is how long it was in its status
    const whole = board.dataset.whole === "true";
    const columns = new Map([...board.querySelectorAll(".column[data-status]")].map((each) => [each.dataset.status, each]));
    const then = new Map(items.map((each) => [each.key, each]));
    for (const card of board.querySelectorAll(".card")) {
      const list = columns.get(then.get(card.dataset.key)?.status)?.querySelector(".cards");
      card.hidden = !list;
      if (list && card.parentElement !== list) list.append(card);
      then.delete(card.dataset.key);
    }
    if (whole) for (const each of then.values()) add(columns.get(each.status)?.querySelector(".cards"), each, moment);
    for (const [status, column] of columns) {
      const shown = column.querySelectorAll(".card:not([hidden])").length;
      const count = whole ? items.filter((each) => each.status === status).length : shown;
      column.querySelector(".count").textContent = count;
      const none = column.querySelector(".none");
      if (none) none.hidden = shown > 0;
    }
    if (!whole) return;
    for (const each of board.querySelectorAll("[data-finished]"))
      each.querySelector(".count").textContent = items.filter((one) => one.status === each.dataset.finished).length;
  }

  /** A project that the page does not have: what is known of it. */
  function add(list, { key, name }, moment) {
    if (!list || list.children.length >= MOST) return;
    const card = Object.assign(document.createElement("li"), { className: "card" });
    card.dataset.key = key;
    const title = Object.assign(document.createElement("a"), { className: "title", href: `/projects/${key}?asOf=${moment}` });
    title.append(Object.assign(document.createElement("bdi"), { textContent: name }));
    const facts = Object.assign(document.createElement("p"), { className: "facts" });
    facts.append(Object.assign(document.createElement("span"), { className: "key", textContent: key }));
    card.append(title, facts);
    list.append(card);
  }
}
