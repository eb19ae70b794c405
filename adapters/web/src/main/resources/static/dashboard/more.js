// What is behind "More" and the menu closes by Escape, by a press beside it, and when the focus goes on. Without this its name closes it.
"use strict";

{
  const open = () => document.querySelectorAll("details.more[open]");

  document.addEventListener("click", ({ target }) => open().forEach((each) => each.contains(target) || (each.open = false)));
  document.addEventListener("focusin", ({ target }) => open().forEach((each) => each.contains(target) || (each.open = false)));
  document.addEventListener("keydown", ({ key, target }) => {
    const more = key === "Escape" && target.closest?.("details.more[open]");
    if (!more) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}
