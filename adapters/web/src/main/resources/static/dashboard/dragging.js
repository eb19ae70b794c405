// A card is dragged to a column and is there at once, as moving.js does it; under a finger the dialog opens. A touch has to rest first, so
// that one can scroll. It stands on dashboard.js.
"use strict";

let dragged = null;

main.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.button !== 0 || event.target.closest("button, input, .menu") || main.dataset.live !== "true" || isOnItsWay(card)) return;
  if (dragged) letGo();
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
  dragged.at = event;
  if (!dragged.moving && far) {
    if (dragged.touch && !dragged.ready) return letGo();
    takeAlong();
  }
  if (!dragged.moving) return;
  dragged.ghost.follow(event);
  mark();
});

function takeAlong() {
  dragged.moving = true;
  dragged.cards = withChosen(dragged.card);
  dragged.ghost = ghostOf(dragged.card, dragged, dragged.cards.length);
  for (const each of dragged.cards) each.classList.add("dragged");
  for (const each of main.querySelectorAll(".column[data-status], [data-finished]"))
    each.classList.toggle("target", dragged.cards.some((card) => kind.accepts(card, statusOf(each))));
  main.setPointerCapture(dragged.id);
  requestAnimationFrame(pull);
}

/** What lies beyond the edge that a card is held at comes to it. */
function pull() {
  if (!dragged?.moving) return;
  scrollAtEdges(dragged.at.clientX, dragged.at.clientY);
  requestAnimationFrame(pull);
}

// Another column is under it then.
window.addEventListener("scroll", () => dragged?.moving && mark(), { capture: true, passive: true });

main.addEventListener("pointerup", (event) => {
  if (!dragged || event.pointerId !== dragged.id) return;
  const { cards, moving, touch } = dragged;
  const target = moving ? targetAt(event) : null;
  letGo();
  if (moving) swallowClick();
  if (target && touch) kind.touched(cards, statusOf(target));
  else if (target) moveAtOnce(cards, statusOf(target));
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
const targetAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".target");

const statusOf = (target) => target.dataset.status || target.dataset.finished;

function mark() {
  const target = targetAt(dragged.at);
  for (const each of main.querySelectorAll(".over")) if (each !== target) each.classList.remove("over");
  target?.classList.add("over");
}

function letGo() {
  clearTimeout(dragged?.timer);
  dragged?.ghost?.remove();
  for (const each of main.querySelectorAll(".dragged, .held, .target, .over")) each.classList.remove("dragged", "held", "target", "over");
  dragged = null;
  if (missed) draw();
}

/** A picture of what is dragged, under the pointer: `from` is where that took it, and `many` how many go along. */
function ghostOf(element, from, many = 1) {
  const { left, top, width } = element.getBoundingClientRect();
  const picture = element.cloneNode(true);
  for (const { name } of [...picture.attributes]) if (name !== "class") picture.removeAttribute(name);
  for (const each of picture.querySelectorAll("input, button, .pick, .menu, .scripted")) each.remove();
  const ghost = make(element.matches("li") ? "ul" : "div", { className: "ghost", inert: true }, picture);
  ghost.setAttribute("aria-hidden", "true");
  if (many > 1) ghost.append(make(element.matches("li") ? "li" : "span", { className: "many", textContent: many }));
  ghost.style.width = `${width}px`;
  ghost.follow = ({ clientX: x, clientY: y }) => (ghost.style.transform = `translate(${left + x - from.x}px, ${top + y - from.y}px)`);
  document.body.append(ghost);
  return ghost;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dragged) letGo();
});
