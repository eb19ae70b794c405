// Single letters: never inside a field or a dialog, and not where they are switched off (WCAG 2.1.4).
"use strict";

{
  const help = document.getElementById("keys");
  const off = help.querySelector("[name=off]");
  const pages = { b: "/", h: "/history", t: "/time", a: "/agents", c: "/conflicts", s: "/sync" };

  /** What goes on after a "g", for a moment. */
  let going = null;

  /** What is in something closed cannot have the focus. */
  const cards = () => [...main.querySelectorAll(".card, [data-line], [data-change-set], [data-conflict], [data-run] > summary, [data-step]")].filter((each) => each.checkVisibility());
  const focused = (all) => all.findIndex((each) => each.contains(document.activeElement));
  const step = (by) => {
    const all = cards();
    all[Math.max(0, Math.min(focused(all) + by, all.length - 1))]?.focus();
  };
  const press = (selector) => {
    const found = document.querySelector(selector);
    if (found && !found.hidden) found.click();
  };

  /** Those that are chosen, or else the one that has the focus. */
  function moveFocused() {
    if (main.querySelector("[data-line].chosen")) return press("[data-several=status]");
    const chosen = [...main.querySelectorAll(".card.chosen")];
    const card = document.activeElement?.closest(".card") || main.querySelector(".head[data-key]");
    if (card?.matches(".card[data-line]")) return card.querySelector("[data-menu]")?.click();
    if (main.dataset.live === "true" && (card || chosen.length)) openMove(chosen.length ? chosen : [card]);
  }

  /** What is typed takes the place of what was looked for. */
  function search() {
    const field = [...document.querySelectorAll(".find input")].find((each) => each.checkVisibility());
    if (!field) return press(".to-search");
    field.focus();
    field.select();
  }

  /** The card of the column beside it that is nearest in height; a column without cards is passed over. */
  function across(by) {
    const card = document.activeElement?.closest(".card");
    if (!card) return step(1);
    const columns = [...main.querySelectorAll(".column")].filter((each) => each.querySelector(".card"));
    const beside = columns[columns.indexOf(card.closest(".column")) + by];
    if (!beside) return;
    const far = (each) => Math.abs(each.getBoundingClientRect().top - card.getBoundingClientRect().top);
    [...beside.querySelectorAll(".card")].reduce((best, each) => (far(each) < far(best) ? each : best)).focus();
  }

  /** What was just done, the row that has the focus, or the change set of the page. */
  function takeBack() {
    if (document.querySelector("[data-take-back]")) return press("[data-take-back]");
    const row = document.activeElement?.closest("[data-change-set]");
    (row ? row.querySelector("[data-undo]") : main.querySelector("[data-undo]:not([data-change-set] *)"))?.click();
  }

  /** What the page itself takes: a task of a project, a note, an entry of time. */
  function write() {
    if (main.querySelector("[data-entry-new]")) return press("[data-entry-new]");
    main.querySelector("form[data-new-task]:not([hidden]) input, form[data-add-note]:not([hidden]) :is(input, textarea)")?.focus();
  }

  /** The card or row that has the focus, with Shift all from the last one to it. */
  function pick(shiftKey) {
    const box = document.activeElement?.closest(".card, [data-line]")?.querySelector("[data-pick]");
    box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  }

  function open() {
    const card = document.activeElement;
    if (card?.matches(".card, [data-change-set]")) card.querySelector("a")?.click();
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    h: () => across(-1),
    l: () => across(1),
    x: () => pick(false),
    X: () => pick(true),
    t: () => press("main [data-as-of]"),
    Enter: open,
    s: moveFocused,
    u: takeBack,
    c: () => create("task"),
    p: () => document.activeElement?.closest("[data-change-set]") || create("project"), // there the history's own
    n: write,
    "/": search,
    "?": () => help.showModal(),
    g: () => {
      clearTimeout(going);
      going = setTimeout(() => (going = null), 1500);
    },
  };

  const arrows = { ArrowDown: "j", ArrowUp: "k", ArrowLeft: "h", ArrowRight: "l" };

  /** On a card the arrows are as letters; elsewhere they scroll. */
  const letter = (key) => (arrows[key] && document.activeElement?.matches(".card") ? arrows[key] : key);

  document.addEventListener("keydown", (event) => {
    if (!isKey(event)) return;
    if (going && pages[event.key]) {
      location.href = pages[event.key];
      return;
    }
    const action = actions[letter(event.key)];
    if (event.repeat && !"jkhl".includes(letter(event.key))) return; // a key that is held down goes on, and does nothing twice
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
