// Several cards are chosen, to move all of them at once. The keys are what is kept: a page that is drawn anew has other cards.
// In a block, as the scripts of a page share their names.
"use strict";

{
  const chosen = new Set();
  let picking = false;
  let goneFrom = null;

  const said = Object.assign(document.createElement("p"), { className: "hidden" });
  said.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("div"), { className: "chosen-bar", hidden: true });
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Selected projects");
  const button = (text, work) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.addEventListener("click", work);
    return made;
  };
  const move = button("", () => openMove(cards().filter((card) => chosen.has(card.dataset.key))));
  bar.append(move, button("Clear selection", none));
  message.before(said, bar);

  const cards = () => [...main.querySelectorAll(".card")];
  const count = () => (chosen.size === 1 ? "1 project is selected" : `${chosen.size || "No"} projects are selected`);

  /** Shows what is chosen on the cards that are there now; a project that is not on the board any more is chosen no longer. */
  function apply() {
    const there = cards();
    const keys = new Set(there.map((card) => card.dataset.key));
    for (const key of chosen) if (!keys.has(key)) chosen.delete(key);
    for (const card of there) {
      card.classList.toggle("chosen", chosen.has(card.dataset.key));
      card.querySelector("[data-pick]").checked = chosen.has(card.dataset.key);
    }
    main.classList.toggle("picking", picking || chosen.size > 0);
    const switcher = main.querySelector("[data-picking]");
    if (switcher) {
      switcher.hidden = false;
      switcher.setAttribute("aria-pressed", String(picking || chosen.size > 0));
    }
    const left = bar.contains(document.activeElement) && chosen.size === 0;
    bar.hidden = chosen.size === 0;
    move.textContent = chosen.size === 1 ? "Move 1 project…" : `Move ${chosen.size} projects…`;
    if (left || (goneFrom && document.activeElement === document.body)) (card(goneFrom) || there[0] || main).focus();
  }

  const card = (key) => key && main.querySelector(`.card[data-key="${CSS.escape(key)}"]`);

  function none() {
    goneFrom = [...chosen][0] ?? null;
    chosen.clear();
    picking = false;
    apply();
    goneFrom = null;
    said.textContent = count();
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick]")) return;
    const { key } = event.target.closest(".card").dataset;
    if (event.target.checked) chosen.add(key);
    else chosen.delete(key);
    apply();
    said.textContent = `${key} is ${event.target.checked ? "" : "not "}selected. ${count()}.`;
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-picking]")) return;
    if (picking || chosen.size > 0) return none();
    picking = true;
    apply();
    said.textContent = "Select projects with the checkbox on each card.";
  });

  // Before the drag and the dialog hear of it, which end first.
  document.addEventListener(
    "keydown",
    (event) => {
      const busy = dragged || document.querySelector("dialog[open]");
      if (event.key === "Escape" && !busy && (picking || chosen.size > 0)) none();
    },
    true,
  );

  document.addEventListener("moved", (event) => {
    const all = event.detail;
    if (!all.some((key) => chosen.has(key))) return;
    goneFrom = all[0];
    for (const key of all) chosen.delete(key);
    if (chosen.size === 0) picking = false;
  });

  new MutationObserver(() => {
    const before = chosen.size;
    apply();
    goneFrom = null;
    if (chosen.size < before) said.textContent = count();
  }).observe(main, { childList: true });
  apply();
}
