// Several projects of the board change their status at once. It stands on chosen.js.
"use strict";

{
  const move = make("button", { type: "button" });
  const cards = selectable({
    items: ".card",
    keyOf: (card) => card.dataset.key,
    noun: "project",
    actions: [move],
    counted: (many) => (move.textContent = many === 1 ? "Move 1 project…" : `Move ${many} projects…`),
  });
  move.addEventListener("click", () => openMove(cards.selected()));
  document.addEventListener("moved", (event) => cards.done(event.detail));
}
