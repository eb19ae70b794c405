// The checklist of a task and what it waits for are changed where they stand.
"use strict";

{
  /** Changes are sent one behind the other, each made of the page as it is then. */
  let last = Promise.resolve();

  const place = () => main.querySelector("h1[data-api]");

  /** @param change makes the fields to send, when it is their turn */
  function patch(change, done) {
    last = last.then(() => {
      const { api, version } = place().dataset;
      const fields = change();
      return act(() => send("PATCH", api, fields, version), done, () => send("PATCH", `${api}?force=true`, fields));
    });
    return last;
  }

  const items = () =>
    [...main.querySelectorAll("[data-check]")].map(({ dataset, defaultChecked }) => ({ id: dataset.check, title: dataset.title, done: defaultChecked }));

  const blockers = () => main.querySelector("[data-add-blocker]").dataset.addBlocker.split(" ").filter(Boolean);

  document.addEventListener("change", ({ target }) => {
    const { check, title } = target.dataset;
    if (!check) return;
    const done = target.checked;
    const ticked = () => ({ checklist: items().map((each) => (each.id === check ? { ...each, done } : each)) });
    patch(ticked, `${title} is ${done ? "done" : "open again"}.`).then((well) => well || (target.checked = !done));
  });

  document.addEventListener("click", ({ target }) => {
    const { uncheck, unblock } = target.closest("button")?.dataset ?? {};
    if (uncheck) patch(() => ({ checklist: items().filter(({ id }) => id !== uncheck) }), "The item is removed.");
    if (unblock) patch(() => ({ blockedBy: blockers().filter((key) => key !== unblock) }), `It no longer waits for ${unblock}.`);
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-add-check], [data-add-blocker]")) return;
    event.preventDefault();
    const field = form.elements[0];
    const { name, value } = field;
    const typed = value.trim();
    if (!typed) return;
    const adds = name === "checklist";
    const key = typed.toUpperCase();
    const change = adds
      ? () => ({ checklist: [...items(), { title: typed, done: false }] })
      : () => ({ blockedBy: [...blockers().filter((each) => each !== key), key] });
    field.value = "";
    const well = await patch(change, adds ? "The item is added." : `It waits for ${key}.`);
    const again = main.querySelector(`form [name="${name}"]`);
    if (!well && again && !again.value) again.value = value;
    if (document.activeElement === document.body) again?.focus();
  });

  /** Suggests tasks by their words. Only the answer to what was typed last counts. */
  let asked = 0;
  document.addEventListener("input", async ({ target }) => {
    if (target.name !== "blockedBy") return;
    const mine = ++asked;
    const words = target.value.trim();
    if (words.length < 2 || /^t-\d*$/i.test(words)) return;
    const found = await read(`/api/tasks?status=open&limit=10&q=${encodeURIComponent(words)}`).catch(() => null);
    if (mine !== asked || !found) return;
    target.list.replaceChildren(...found.items.map(({ key, title }) => make("option", { value: key, textContent: title })));
  });
}
