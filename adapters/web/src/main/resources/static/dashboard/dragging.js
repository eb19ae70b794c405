// A card is dragged to a column: where it is let go the dialog opens. A touch has to rest first, so that one can scroll.
// It stands on dashboard.js.
"use strict";

let dragged = null;

main.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.button !== 0 || event.target.closest("button, input") || main.dataset.live !== "true") return;
  dragged = { card, x: event.clientX, y: event.clientY, id: event.pointerId, moving: false, touch: event.pointerType === "touch" };
  if (dragged.touch) dragged.timer = setTimeout(hold, 350);
});

/** The finger has rested: what it does now moves the card, and no longer the page. */
function hold() {
  if (!dragged) return;
  dragged.ready = true;
  dragged.card.classList.add("held");
}

main.addEventListener("pointermove", (event) => {
  if (!dragged || event.pointerId !== dragged.id) return;
  const far = Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > 6;
  if (!dragged.moving && far) {
    if (dragged.touch && !dragged.ready) return letGo();
    dragged.moving = true;
    dragged.card.classList.add("dragged");
    main.setPointerCapture(dragged.id);
    requestAnimationFrame(pull);
  }
  dragged.at = event;
  if (dragged.moving) mark(columnAt(event));
});

/** What lies beyond the edge that a card is held at comes to it. */
function pull() {
  if (!dragged?.moving) return;
  scrollAtEdges(dragged.at.clientX, dragged.at.clientY);
  requestAnimationFrame(pull);
}

// Another column is under it then.
window.addEventListener("scroll", () => dragged?.moving && mark(columnAt(dragged.at)), { capture: true, passive: true });

main.addEventListener("pointerup", (event) => {
  if (!dragged) return;
  const { card, moving } = dragged;
  const column = moving ? columnAt(event) : null;
  letGo();
  if (moving) swallowClick();
  const status = column && statusOf(column);
  if (status && status !== card.dataset.status) openMove(withChosen(card), status);
});

/** The one of this very drag: a mouse sends it at once, a finger does not, and the next one is meant. */
function swallowClick() {
  const swallow = (click) => click.preventDefault();
  main.addEventListener("click", swallow, true);
  setTimeout(() => main.removeEventListener("click", swallow, true), 0);
}

main.addEventListener("pointercancel", () => letGo());

// A link of a card is not dragged, nor is a text that is selected on it: the card is. What is selected elsewhere is.
main.addEventListener("dragstart", (event) => {
  const { target } = event;
  const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
  if (element?.closest(".card")) event.preventDefault();
});
main.addEventListener("touchmove", (event) => dragged?.moving && event.preventDefault(), { passive: false });

/** A column, or one of the two ends that are folded into one. */
const columnAt = (event) =>
  document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-finished], .column[data-status], .column.finished");

const statusOf = (column) => column.dataset.status || column.dataset.finished || "completed";

function mark(column) {
  for (const each of main.querySelectorAll(".over")) each.classList.remove("over");
  column?.classList.add("over");
}

function letGo() {
  clearTimeout(dragged?.timer);
  dragged?.card.classList.remove("dragged", "held");
  mark(null);
  dragged = null;
  if (missed) draw();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dragged) letGo();
});
