// A task is dragged by its handle: onto another one it goes below that, and onto the edge of the list to the top. It stands on
// tree.js; "⋯" and the arrows do the same without a pointer. In a block, as the scripts of a page share their names.
"use strict";

{
  const FAR = 4;

  /** A share of the height of a line of the top level, above and below: what is there is beside it, and not below it. */
  const BESIDE = 0.25;

  let held = null;

  /** Whether the click that is to come is one: none ends a drag. */
  let pressed = false;

  const itemOf = (line) => line.closest("li");
  const treeOf = (line) => line.closest("section");
  const topOf = (tree) => tree.dataset.treeOf ?? null;

  function parentOf(line) {
    const above = itemOf(line).parentElement.closest("li");
    return above ? above.querySelector("[data-line]").dataset.line : topOf(treeOf(line));
  }

  const isAtTop = (line) => itemOf(line).parentElement.parentElement === treeOf(line);

  /** Between two lines of the top level, and not between one and what is below it. */
  function isBeside(line, y) {
    const { top, bottom, height } = line.getBoundingClientRect();
    const over = y < top + BESIDE * height;
    const under = y > bottom - BESIDE * height && !itemOf(line).querySelector("li");
    return isAtTop(line) && (over || under);
  }

  /** Where it would go, and what is marked as that; null where it cannot go, or is already. */
  function place() {
    const { line: own, x, y } = held;
    const tree = treeOf(own);
    const under = document.elementFromPoint(x, y);
    if (!under || !tree.contains(under)) return null;
    const line = under.closest("[data-line]");
    const top = !line || isBeside(line, y);
    const parent = top ? topOf(tree) : line.dataset.line;
    if (parent === parentOf(own) || (!top && itemOf(own).contains(line))) return null;
    const words = parent ? `subtask of ${parent}` : "to the top level";
    return { parent, words, mark: top ? tree.querySelector(".tasks") : line };
  }

  /** Each line that it can go below, and its list where it can go to the top. */
  function targets() {
    const { line: own } = held;
    const tree = treeOf(own);
    const lines = [...tree.querySelectorAll("[data-line]")];
    const below = lines.filter((line) => line.dataset.line !== parentOf(own) && !itemOf(own).contains(line));
    return topOf(tree) === parentOf(own) ? below : [...below, tree.querySelector(".tasks")];
  }

  function begin() {
    pressed = false;
    held.moving = true;
    held.targets = targets();
    for (const each of held.targets) each.classList.add("target");
    held.ghost = ghostOf(held.line, { x: held.from.clientX, y: held.from.clientY });
    held.line.classList.add("dragged");
    held.word = make("p", { className: "drag-word" });
    held.word.setAttribute("aria-hidden", "true");
    document.body.append(held.word);
    requestAnimationFrame(scroll);
  }

  function mark() {
    const to = place();
    const { word, x, y, above } = held;
    held.to?.mark.classList.remove("over");
    to?.mark.classList.add("over");
    held.to = to;
    word.hidden = !to;
    word.textContent = to?.words ?? "";
    word.style.left = `${Math.max(0, Math.min(x + 16, innerWidth - word.offsetWidth - 8))}px`;
    word.style.top = `${Math.max(0, y - above)}px`;
  }

  /** What is further up or down comes to it. */
  function scroll() {
    if (!held?.moving) return;
    scrollAtEdges(held.x, held.y);
    requestAnimationFrame(scroll);
  }

  function end() {
    held.to?.mark.classList.remove("over");
    for (const each of held.targets ?? []) each.classList.remove("target");
    held.word?.remove();
    held.ghost?.remove();
    held.line.classList.remove("dragged");
    const { line } = held;
    held = null;
    return line;
  }

  /** From then on the page is drawn anew again. */
  function release(line) {
    delete line.dataset.dragged;
    if (missed) draw();
  }

  /** It is there at once; what brings it back to where it was is answered. */
  function put(line, parent) {
    const item = itemOf(line);
    const { parentElement: list, nextElementSibling: next } = item;
    const tree = treeOf(line);
    const above = parent === topOf(tree) ? null : itemOf(tree.querySelector(`[data-line="${CSS.escape(parent)}"]`));
    let to = above ? above.querySelector(":scope > .tasks") : tree.querySelector(".tasks");
    if (!to) above.append((to = make("ul", { className: "tasks" })));
    to.append(item);
    line.focus({ preventScroll: true });
    return () => {
      list.insertBefore(item, next);
      if (!to.children.length) to.remove();
    };
  }

  async function go(line, parent) {
    const { line: key, version } = line.dataset;
    const back = put(line, parent);
    await moveTask(key, { parent }, version, false, (well) => {
      if (!well) back();
      release(line);
    });
    main.querySelector(`[data-line="${CSS.escape(key)}"]`)?.focus();
  }

  main.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || held || event.button !== 0 || main.dataset.live !== "true" || handle.closest("[data-dragged]")) return;
    event.preventDefault(); // else what it goes over is selected
    handle.setPointerCapture(event.pointerId);
    pressed = true;
    const above = event.pointerType === "touch" ? 64 : -16; // not below the finger
    held = { line: handle.closest("[data-line]"), id: event.pointerId, from: event, above };
    held.line.dataset.dragged = ""; // until it ends the page is not drawn anew
  });

  main.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held?.id) return;
    held.x = event.clientX;
    held.y = event.clientY;
    if (!held.moving && Math.hypot(held.x - held.from.clientX, held.y - held.from.clientY) <= FAR) return;
    if (!held.moving) begin();
    held.ghost.follow(event);
    mark();
  });

  main.addEventListener("pointerup", (event) => {
    if (event.pointerId !== held?.id) return;
    const { to } = held;
    const line = end();
    if (to) go(line, to.parent);
    else release(line);
  });

  main.addEventListener("pointercancel", (event) => event.pointerId === held?.id && release(end()));
  window.addEventListener("scroll", () => held?.moving && mark(), { passive: true });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    event.preventDefault();
    pressed = false;
    release(end());
  });

  // Who presses it without dragging is asked where to.
  main.addEventListener("click", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (handle && pressed) moveInDialog(handle);
    pressed = false;
  });
}
