// What scrolls by itself on the board: its columns, where they are long, and all of it under a card that is dragged to an edge.
"use strict";

const columnOf = (each) => each?.closest(".column")?.dataset.status;

/** Of each column that is scrolled the cards from the first one that is seen on, each with how far below the head it is. */
function standOfColumns() {
  const card = document.activeElement?.closest(".card");
  const lists = [...main.querySelectorAll(".cards")].filter((list) => list.scrollTop > 0);
  return { focused: card?.dataset.key, column: columnOf(card), columns: lists.map(standOf) };
}

function standOf(list) {
  const { top } = list.getBoundingClientRect();
  const seen = [...list.children].filter((card) => card.getBoundingClientRect().bottom > top);
  const cards = seen.map((card) => ({ key: card.dataset.key, below: card.getBoundingClientRect().top - top }));
  return { column: columnOf(list), by: list.scrollTop, cards };
}

/** On a page that is another one: what came or went further up moves nothing of what is read. */
function standAgain({ focused, column, columns }) {
  for (const each of columns) scrollAsBefore(each);
  const card = document.activeElement?.closest(".card");
  if (focused && card?.dataset.key === focused && columnOf(card) !== column) showInColumn(card);
}

function scrollAsBefore({ column, by, cards }) {
  const list = main.querySelector(`.column[data-status="${column}"] .cards`);
  if (!list) return;
  list.classList.add("read");
  list.scrollTop = by;
  const there = new Map([...list.children].map((card) => [card.dataset.key, card]));
  const kept = cards.find(({ key }) => there.has(key));
  if (kept) list.scrollTop += there.get(kept.key).getBoundingClientRect().top - list.getBoundingClientRect().top - kept.below;
}

/** Who moves a card sees where it went; the board stays, as there is more to do in the column that it came from. */
function showInColumn(card) {
  const list = card.closest(".cards");
  list.classList.add("read");
  const { top, bottom } = card.getBoundingClientRect();
  const room = list.getBoundingClientRect();
  list.scrollTop += Math.min(0, top - room.top) + Math.max(0, bottom - room.bottom);
}

// A browser knows how far the page was scrolled when somebody comes back to it, but not its columns.
window.addEventListener("pagehide", () => {
  const { columns } = standOfColumns();
  if (columns.length || history.state?.columns) history.replaceState({ ...history.state, columns }, "");
});
for (const each of history.state?.columns ?? []) scrollAsBefore(each);

/** In pixels: so near to an edge of the window or of the board what lies beyond it comes. */
const EDGE = 48;
const SIDE = 24;

const beyond = (at, from, to, edge) => Math.min(0, at - from - edge) + Math.max(0, at - to + edge);

/** Once, under what is dragged to there. */
function scrollAtEdges(x, y) {
  window.scrollBy(0, beyond(y, 0, innerHeight, EDGE) / 4);
  const board = main.querySelector(".board");
  if (!board) return;
  const { left, right } = board.getBoundingClientRect();
  board.scrollBy(beyond(x, left, right, SIDE) / 4, 0);
}
