// Two rows of the history are chosen to see what differs around them. Without this the boxes and the button do that.
"use strict";

{
  const MOST = 2;

  /** The ids of what is chosen, the oldest choice first; they outlast that the page is drawn anew. */
  let chosen = [];

  const boxes = () => [...main.querySelectorAll("input[name=set]")];
  const row = () => document.activeElement?.closest("[data-change-set]");

  function choose(id, on) {
    chosen = chosen.filter((each) => each !== id);
    if (on) chosen = [...chosen, id].slice(-MOST);
    mark();
  }

  function mark() {
    for (const box of boxes()) box.checked = chosen.includes(box.value);
    const form = document.getElementById("compare");
    if (!form) return;
    const there = chosen.filter((id) => boxes().some((box) => box.value === id)).length;
    form.querySelector("[data-chosen]").textContent = [
      "Select two change sets to see the differences from before the older one to after the newer one.",
      "1 change set is selected: Compare shows what it changed. You can select a second one.",
      "2 change sets are selected: Compare shows the differences from before the older one to after the newer one.",
    ][there];
    form.querySelector("button").disabled = there === 0;
  }

  main.addEventListener("change", (event) => {
    if (event.target.matches("input[name=set]")) choose(event.target.value, event.target.checked);
  });

  document.addEventListener("keydown", (event) => {
    if (event.repeat || !isKey(event)) return;
    const box = row()?.querySelector("input[name=set]");
    if (event.key === "x" && box) choose(box.value, !box.checked);
    if (event.key === "d" && chosen.length > 0) document.getElementById("compare")?.requestSubmit();
    if (event.key === "p") row()?.querySelector("[data-before]")?.click();
  });

  // What was opened stays open when the page is drawn anew; a run may have grown at its newer end meanwhile.
  let open = new Set();
  main.addEventListener("toggle", (event) => {
    const run = event.target.dataset?.run;
    if (run) event.target.open ? open.add(run) : open.delete(run);
  }, true);

  const again = () => {
    for (const each of main.querySelectorAll("[data-run]")) each.open = each.open || open.has(each.dataset.run);
    mark();
  };
  new MutationObserver(again).observe(main, { childList: true });
  again();
}
