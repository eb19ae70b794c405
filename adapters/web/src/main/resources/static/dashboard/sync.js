// What the next cycle would do is shown before it does; what a guard holds is let go only as it was shown. It stands on keeping.js.
"use strict";

{
  let held = null;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { sync, approve, refuse } = button.dataset;
    if (sync) act(() => send("POST", `/api/sync/run?connector=${sync}`), "The sync has run.");
    if (button.dataset.try) tellPlan(button.dataset);
    if (approve) ask(button.dataset);
    const { dismiss, connector } = button.dataset;
    if (dismiss) act(() => send("DELETE", `/api/sync/left-out/${connector}/${encodeURIComponent(dismiss)}`), "The entry is dismissed.");
    if (refuse) act(() => send("DELETE", `/api/sync/approvals/${refuse}`), "Both sides keep what they have. Devledger no longer syncs these items.");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "r" || event.repeat || !isKey(event)) return;
    main.querySelector("[data-sync]")?.click();
  });

  /** Of a large one the number is typed, so that nobody deletes many by a habit. */
  function ask(of) {
    held = of;
    const letGo = document.getElementById("let-go"); // another one after each drawing
    clearErrors(letGo);
    letGo.querySelector("form").reset();
    letGo.querySelector("[data-what]").textContent =
      `If you approve, the next sync makes ${count(Number(of.many), "change")}. If its plan is different by then, Devledger asks you again.`;
    letGo.querySelector("[data-typed]").hidden = of.large !== "true";
    letGo.showModal();
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-let-go]")) return;
    event.preventDefault();
    const letGo = event.target.closest("dialog");
    clearErrors(letGo);
    const typed = letGo.querySelector("[name=many]");
    if (held.large === "true" && typed.value.trim() !== held.many) {
      sayAt(letGo, "many", `There are ${held.many} changes. `);
      typed.focus();
      return;
    }
    const { approve: planHash, connector } = held;
    actIn(letGo, () => send("POST", `/api/sync/approvals?connector=${connector}`, { planHash }), "The next sync makes these changes.");
  });

  async function tellPlan({ try: connector, title }) {
    const dialog = openDialog("would");
    dialog.querySelector("h2").textContent = `What the next sync with ${title} would do`;
    const place = dialog.querySelector("[data-plan]");
    const isThere = stays(dialog);
    place.textContent = `Comparing Devledger with ${title}…`;
    try {
      const { json } = await send("POST", `/api/sync/run?dryRun=true&connector=${connector}`);
      if (isThere()) place.replaceChildren(...(json.plan.length ? [planOf(json.plan, title)] : ["Nothing to sync."]));
    } catch (failure) {
      if (!isThere()) return;
      place.textContent = "";
      sayWrong(dialog.querySelector("[data-error]"), failure);
    }
  }

  function planOf(items, title) {
    const names = ["Action", "Where", "Item", "Fields", "Rule"];
    const table = make("table", { className: "cards-when-narrow" });
    const head = table.createTHead().insertRow();
    for (const name of names) head.append(make("th", { scope: "col", textContent: name }));
    const body = table.createTBody();
    for (const each of items) {
      const row = body.insertRow();
      const there = each.direction === "push" ? `in ${title}` : "in Devledger";
      [each.action, there, null, each.fields.map(fieldWord).join(", ") || "–", each.rule].forEach((value, i) => {
        const cell = row.insertCell();
        cell.dataset.name = names[i];
        cell.append(...(value === null ? called(each) : [make("bdi", {}, value)]));
      });
    }
    return table;
  }

  /** By its key, which leads to it, and its name; what has no key by what there is of it. */
  function called({ entity, name, remoteId }) {
    const page = { project: "projects", task: "tasks" }[entity?.type];
    const what = make("bdi", {}, name || (entity?.key ? "" : remoteId || entity?.type || "–"));
    if (!entity?.key) return [what];
    const key = page ? make("a", { href: `/${page}/${entity.key}` }, entity.key) : make("span", {}, entity.key);
    key.className = "key";
    return [key, " ", what];
  }
}
