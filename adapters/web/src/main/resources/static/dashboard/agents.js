// What one agent did on one day is taken back at once; what that would change is shown first.
"use strict";

{
  const several = (dialog, more) => ({ changeSets: dialog.dataset.ids.split(","), ...more });

  /** A day as its page has it now: a card knows only where that is. */
  async function dayAt(address) {
    const options = { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LOOK) };
    const answer = await waiting(() => fetch(address, options)).catch(() => null);
    const text = answer?.ok ? await answer.text().catch(() => "") : "";
    const day = new DOMParser().parseFromString(text, "text/html").getElementById("day")?.closest("section");
    if (!day) throw new Error("The changes of this day could not be read. Reload the page, and try again.");
    return day;
  }

  function undoDay(day) {
    const all = day.querySelector("[data-undo-day]");
    if (!all) throw new Error("This agent changed nothing on this day that can be undone.");
    const dialog = document.getElementById("undo-day");
    dialog.dataset.ids = all.dataset.undoDay;
    const whose = [day.querySelector("h2"), day.querySelector("[data-partly]")];
    dialog.querySelector("[data-whose]").textContent = whose.filter(Boolean).map((each) => each.textContent.trim()).join(". ");
    return showUndo(dialog, "/api/change-sets/undo", several(dialog));
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-undo-day], [data-undo-day-at]");
    if (!button) return;
    const address = button.dataset.undoDayAt;
    try {
      await undoDay(address ? await dayAt(address) : button.closest("section"));
    } catch (failure) {
      tell(failure, null, true);
    }
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-undo-day-form]")) return;
    event.preventDefault();
    const dialog = event.target.closest("dialog");
    const fields = new FormData(event.target);
    const body = several(dialog, { reason: fields.get("reason").trim() || null, force: fields.get("force") === "on" });
    actIn(dialog, () => send("POST", "/api/change-sets/undo", body), "Undone.");
  });
}
