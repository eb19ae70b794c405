// What can be done with a line or a page is in a menu behind its "⋯". The menu of a line is made when it opens. It stands on
// dashboard.js.
"use strict";

{
  const opened = () => document.querySelector(".menu[open]");
  const items = (menu) => [...menu.querySelectorAll("[role=menuitem]:not(:disabled)")].filter((each) => each.checkVisibility());

  function close(menu, back) {
    if (!menu) return;
    menu.open = false;
    menu.querySelector("[popover]")?.hidePopover();
    if (back) menu.querySelector("summary").focus();
    if (missed) draw();
  }

  function item(words, name, value) {
    const button = make("button", { type: "button", textContent: words });
    button.setAttribute("role", "menuitem");
    button.setAttribute(name, value);
    return button;
  }

  function link(words, href) {
    const way = make("a", { href, textContent: words });
    way.setAttribute("role", "menuitem");
    return way;
  }

  /** Its dialogs of many fields are on the page of the project, which opens them by the end of its address. */
  function itemsOfCard(card) {
    const { key } = card.dataset;
    const page = card.querySelector("a.title").getAttribute("href");
    const all = [
      link("Open", page),
      link("Edit…", `${page}#edit-all`),
      item("Status…", "data-move", ""),
      item("Start the timer", "data-timer-project", key),
    ];
    if (navigator.clipboard) all.push(item(`Copy ${key}`, "data-copy-key", key));
    all.push(link("Delete…", `${page}#delete`));
    return all;
  }

  function itemsOfLine(line) {
    const key = line.dataset.line;
    const isOpen = isOpenLine(line);
    const own = line.matches(".card")
      ? [link("Open", line.querySelector("a").getAttribute("href")), ...stagesOf(line).map(({ title, status }) => item(title, "data-to", status))]
      : [item("Edit the title", "data-edit-title", ""), item(isOpen ? "Complete" : "Reopen", "data-tick", key)];
    const all = [...own, item("Move to…", "data-move-task", key)];
    if (isOpen) all.push(item("Start the timer", "data-timer-task", key));
    if (navigator.clipboard) all.push(item(`Copy ${key}`, "data-copy-key", key));
    const box = line.querySelector("[data-pick]");
    if (box) all.push(item(box.checked ? "Deselect" : "Select", "data-pick-line", key));
    all.push(item("Delete…", "data-delete", `/api/tasks/${key}`));
    return all;
  }

  function fill(menu) {
    const line = menu.closest("[data-line]");
    const card = menu.closest(".card");
    if (!line && !card) return;
    const list = make("ul", {});
    list.setAttribute("role", "menu");
    if (card && list.showPopover) list.popover = "manual"; // its column would cut it off
    for (const each of line ? itemsOfLine(line) : itemsOfCard(card)) {
      const place = make("li", {}, each);
      place.setAttribute("role", "none");
      list.append(place);
    }
    menu.querySelector("ul")?.remove();
    menu.append(list);
    countOn(); // the timer that runs already cannot be started
  }

  document.addEventListener(
    "click",
    ({ target }) => {
      const menu = target.closest(".menu");
      const other = opened();
      if (other && other !== menu) close(other);
      if (!menu) return;
      if (target.closest("summary")) {
        if (!menu.open) fill(menu);
      } else if (target.closest("[role=menuitem]")) close(menu, true);
    },
    true,
  );

  /** Below its button, or above it where there is no room. */
  function place(list, menu) {
    if (!list.matches(":popover-open")) list.showPopover();
    const { top, bottom, right } = menu.getBoundingClientRect();
    const { offsetHeight: height, offsetWidth: width } = list;
    list.style.left = `${Math.max(4, right - width)}px`;
    list.style.top = `${Math.max(4, bottom + height > innerHeight ? top - height : bottom)}px`;
  }

  // It stays beside its button when that is scrolled.
  const follow = () => {
    const list = document.querySelector(".menu[open] > :popover-open");
    if (list) place(list, list.parentElement);
  };
  document.addEventListener("scroll", follow, { capture: true, passive: true });

  document.addEventListener(
    "toggle",
    ({ target: menu }) => {
      if (!menu.matches?.("details.menu")) return;
      if (!menu.open) return close(menu);
      const list = menu.querySelector("ul");
      if (list?.popover) place(list, menu);
      else list?.scrollIntoView({ block: "nearest" });
      if (!list?.contains(document.activeElement)) items(menu)[0]?.focus();
    },
    true,
  );

  document.addEventListener(
    "keydown",
    (event) => {
      const menu = event.target.closest?.(".menu");
      if (!menu) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (key === "ArrowDown" && !menu.open) {
        fill(menu);
        menu.open = true;
        items(menu)[0]?.focus();
      } else if (!menu.open) return;
      else if (key === "Escape") close(menu, true);
      else if (key === "Tab") return close(menu);
      else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(key)) {
        const all = items(menu);
        const at = all.indexOf(document.activeElement);
        const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[key];
        all.at(to % all.length)?.focus();
      } else if (key.length > 1 || key === " ") return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  document.addEventListener("click", async ({ target }) => {
    const { tick, copyKey } = target.closest("button")?.dataset ?? {};
    if (tick) main.querySelector(`input[data-task="${CSS.escape(tick)}"]`)?.click();
    if (!copyKey) return;
    const done = await navigator.clipboard.writeText(copyKey).then(() => true, () => false);
    if (done) tell(`${copyKey} is copied.`);
    else tell(`${copyKey} is not copied: your browser refused it.`, null, true);
  });

  // More rows come below those that are shown; the address says how many there are.
  document.addEventListener("click", async (event) => {
    const more = event.target.closest("[data-more]");
    if (!more || main.dataset.live !== "true" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = main.querySelectorAll("[data-line]").length;
    history.replaceState(history.state, "", more.href);
    await draw();
    main.querySelectorAll("[data-line]")[shown]?.focus({ preventScroll: true });
  });
}
