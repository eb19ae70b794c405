// What one agent did on one day is taken back at once; what that would change is shown first.
"use strict";

{
  const several = (dialog, more) => ({ changeSets: dialog.dataset.ids.split(","), ...more });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-undo-day]");
    if (!button) return;
    const dialog = openDialog("undo-day");
    const preview = dialog.querySelector("[data-preview]");
    const force = dialog.querySelector("[data-force]");
    dialog.dataset.ids = button.dataset.undoDay;
    force.hidden = true;
    force.querySelector("input").checked = false;
    preview.textContent = "Looking at what that would change…";
    try {
      const { json } = await send("POST", "/api/change-sets/undo?dryRun=true", several(dialog));
      const more = json.undone - json.wouldChange.length;
      const lines = json.wouldChange.map((each) => `${each.entity.key || each.entity.type}: ${each.summary}`);
      if (more > 0) lines.push(`… and ${more} more`);
      list(preview, json.undone ? "It would change:" : "Nothing of it is left to take back.", lines);
    } catch (failure) {
      const conflicts = failure.problem?.conflicts || [];
      list(preview, failure.message, conflicts.map((each) => `${each.entity.key || each.entity.type}: ${each.message}`));
      force.hidden = failure.problem?.forceHelps === false || failure.status !== 409;
    }
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-undo-day-form]")) return;
    event.preventDefault();
    const dialog = event.target.closest("dialog");
    const fields = new FormData(event.target);
    const body = several(dialog, { reason: fields.get("reason").trim() || null, force: fields.get("force") === "on" });
    actIn(dialog, () => send("POST", "/api/change-sets/undo", body), "Taken back.");
  });
}
