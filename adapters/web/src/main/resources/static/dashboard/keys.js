// Single letters: never inside a field or a dialog, and not where they are switched off (WCAG 2.1.4).
"use strict";

{
  const help = document.getElementById("keys");
  const off = help.querySelector("[name=off]");
  const pages = { b: "/", h: "/history", t: "/time", a: "/agents", c: "/conflicts", s: "/sync" };

  /** What goes on after a "g", for a moment. */
  let going = null;

  /** What is in something closed cannot have the focus. */
  const cards = () => [...main.querySelectorAll(".card, [data-change-set], [data-run] > summary")].filter((each) => each.checkVisibility());
  const focused = (all) => all.findIndex((each) => each.contains(document.activeElement));
  const step = (by) => {
    const all = cards();
    all[Math.max(0, Math.min(focused(all) + by, all.length - 1))]?.focus();
  };
  const press = (selector) => {
    const found = document.querySelector(selector);
    if (found && !found.hidden) found.click();
  };

  function moveFocused() {
    const card = document.activeElement?.closest(".card") || main.querySelector(".head[data-key]");
    if (card && main.dataset.live === "true") openMove(card);
  }

  /** What was just done, the row that has the focus, or the change set of the page. */
  function takeBack() {
    if (document.querySelector("#message button")) return press("#message button");
    const row = document.activeElement?.closest("[data-change-set]");
    (row ? row.querySelector("[data-undo]") : main.querySelector("[data-undo]:not([data-change-set] *)"))?.click();
  }

  function open() {
    const card = document.activeElement;
    if (card?.matches(".card, [data-change-set]")) card.querySelector("a")?.click();
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    Enter: open,
    s: moveFocused,
    u: takeBack,
    c: () => press("[data-new-project]"),
    "/": () => (document.querySelector("header input[type=search]") || main.querySelector("input[type=search]"))?.focus(),
    "?": () => help.showModal(),
    g: () => {
      clearTimeout(going);
      going = setTimeout(() => (going = null), 1500);
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    if (going && pages[event.key]) {
      location.href = pages[event.key];
      return;
    }
    const action = actions[event.key];
    if (!action || (event.key === "Enter" && event.target !== document.activeElement)) return;
    if (event.key !== "Enter") event.preventDefault();
    action();
  });

  off.checked = keysAreOff();
  off.addEventListener("change", () => switchKeysOff(off.checked));
  for (const each of document.querySelectorAll("[data-keys]")) {
    each.hidden = false;
    each.addEventListener("click", () => help.showModal());
  }
}
