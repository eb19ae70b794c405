// Several cards or rows are selected, to change all of them at once. The keys are what is kept: a page that is drawn anew has
// other elements.
"use strict";

/**
 * `items` finds what can be selected, and `keyOf` tells the key of one; `noun` is what one is called. `actions` are the buttons of
 * the bar, of which `counted` tells the number. Answers with what is selected, in the order of the page, and what ends it.
 */
function selectable({ items, keyOf, noun, actions, counted }) {
  const chosen = new Set();
  let picking = false;
  let goneFrom = null;

  /** From which one on a range is selected, and whether this click ends one. */
  let anchor = null;
  let isRange = false;

  const said = make("p", { className: "hidden" });
  said.setAttribute("role", "status");
  const bar = make("div", { className: "chosen-bar", hidden: true });
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `Selected ${noun}s`);
  const clear = make("button", { type: "button", textContent: "Clear", className: "clear" });
  clear.addEventListener("click", none);
  bar.append(...actions, clear);
  message.before(said, bar);

  const all = () => [...main.querySelectorAll(items)];
  const boxOf = (item) => item.querySelector("[data-pick]");
  const count = () => (chosen.size === 1 ? `1 ${noun} is selected` : `${chosen.size || "No"} ${noun}s are selected`);
  const isOn = () => picking || chosen.size > 0;

  /** Shows what is selected on the items that are there now; what is not on the page any more is selected no longer. */
  function apply() {
    const there = all();
    const keys = new Set(there.map(keyOf));
    for (const key of chosen) if (!keys.has(key)) chosen.delete(key);
    for (const item of there) {
      item.classList.toggle("chosen", chosen.has(keyOf(item)));
      boxOf(item).checked = chosen.has(keyOf(item));
    }
    main.classList.toggle("picking", isOn());
    const switcher = main.querySelector("[data-picking]");
    if (switcher) {
      switcher.hidden = false;
      switcher.setAttribute("aria-pressed", String(isOn()));
    }
    const left = bar.contains(document.activeElement) && chosen.size === 0;
    bar.hidden = chosen.size === 0;
    counted(chosen.size);
    if (left || (goneFrom && document.activeElement === document.body)) (itemOf(goneFrom) || there[0] || main).focus();
  }

  const itemOf = (key) => key && all().find((each) => keyOf(each) === key);

  function none() {
    goneFrom = [...chosen][0] ?? null;
    chosen.clear();
    picking = false;
    anchor = null;
    apply();
    goneFrom = null;
    said.textContent = count();
  }

  /** All from the one that was selected last to this one. */
  function range(to) {
    const keys = all().map(keyOf);
    const [from, end] = [keys.indexOf(anchor), keys.indexOf(to)].sort((one, other) => one - other);
    if (from < 0) return [to];
    return keys.slice(from, end + 1);
  }

  function choose(key, on, through) {
    const keys = through && anchor ? range(key) : [key];
    for (const each of keys) on ? chosen.add(each) : chosen.delete(each);
    anchor = key;
    apply();
    said.textContent = `${keys.length > 1 ? `${keys[0]} to ${keys.at(-1)} are` : `${key} is`} ${on ? "" : "not "}selected. ${count()}.`;
  }

  main.addEventListener("click", (event) => (isRange = event.target.matches("[data-pick]") && event.shiftKey), true);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick]")) return;
    choose(keyOf(event.target.closest(items)), isRange || event.target.checked, isRange);
  });

  document.addEventListener("click", (event) => {
    const one = event.target.closest("[data-pick-line]")?.closest(items);
    if (one) return choose(keyOf(one), !chosen.has(keyOf(one)));
    if (!event.target.closest("[data-picking]")) return;
    if (isOn()) return none();
    picking = true;
    apply();
    said.textContent = `Select ${noun}s with the checkbox on each ${noun}.`;
  });

  // Before the drag and the dialog hear of it, which end first; what is typed is left first, too.
  document.addEventListener(
    "keydown",
    (event) => {
      const busy = dragged || document.querySelector("dialog[open], .menu[open], [data-editing], [data-dragged]");
      if (event.key === "Escape" && !busy && isOn()) none();
    },
    true,
  );

  new MutationObserver(() => {
    const before = chosen.size;
    apply();
    goneFrom = null;
    if (chosen.size < before) said.textContent = count();
  }).observe(main, { childList: true });
  apply();

  /** These are done with: they are no longer selected when the page is drawn. */
  function done(keys) {
    if (!keys.some((key) => chosen.has(key))) return;
    goneFrom = keys[0];
    for (const key of keys) chosen.delete(key);
    if (chosen.size === 0) picking = false;
  }

  return { selected: () => all().filter((each) => chosen.has(keyOf(each))), done };
}
