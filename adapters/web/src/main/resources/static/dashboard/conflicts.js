// Conflicts: a choice of one or of several, with what it does told before, and the way back behind it.
"use strict";

{
  /** The ids of what is chosen; they outlast that the page is drawn anew. */
  let chosen = new Set();

  /** So many looks at once: a session may ask fifty times in a second. */
  const TOGETHER = 10;

  /** What the dialog is about: the conflicts, the choice, and how a third value is typed. */
  let asked = null;

  const sections = () => [...main.querySelectorAll("[data-conflict]")];
  const dialog = () => document.getElementById("decide");
  const picked = () => sections().filter((each) => chosen.has(each.dataset.conflict));
  const offer = (section, choose) => section.querySelector(`[data-choose="${choose}"]`);
  const where = (section, choose) => `${section.dataset.what}: ${offer(section, choose).dataset.effect}`;

  const lines = (text) => text.split("\n").map((each) => each.trim()).filter(Boolean);
  const check = (line) => ({ title: line.replace(/^\[[ xX]?\]\s*/, ""), done: /^\[[xX]\]/.test(line) });

  /** A third value as its field has it. */
  const typed = (form, text) =>
    ({ items: () => lines(text), checks: () => lines(text).map(check) })[form]?.() ?? text;

  /** One after the other. What was done before one is refused stays done, and can be taken back. */
  async function decide(ids, choice) {
    const changeSets = [];
    let failure = null;
    for (const id of ids) {
      try {
        changeSets.push((await send("POST", `/api/sync/conflicts/${id}/resolve`, choice)).changeSet);
        chosen.delete(id);
      } catch (refused) {
        failure = refused;
        break;
      }
    }
    return { changeSets: await undoable(changeSets), failure, count: changeSets.length };
  }

  /**
   * Where nothing of the ledger was changed there is nothing to take back, and one such would keep the others from it. All looks
   * together have the time of one.
   */
  async function undoable(changeSets) {
    const signal = AbortSignal.timeout(LOOK);
    const changed = [];
    for (let i = 0; i < changeSets.length; i += TOGETHER)
      changed.push(...(await Promise.all(changeSets.slice(i, i + TOGETHER).map((each) => changedHere(each, signal)))));
    return changeSets.filter((_, i) => changed[i]);
  }

  /** What the history tells of it without the records of the sync. */
  async function changedHere(changeSet, signal) {
    try {
      return (await read(`/api/history?limit=1&changeSet=${changeSet}`, signal)).items.length > 0;
    } catch {
      return true; // the undo itself says why not
    }
  }

  /** What comes next has the focus, as the one that was decided is not there any more. */
  async function drawBehind(section) {
    const all = sections();
    const next = all[all.indexOf(section) + 1] || all[all.indexOf(section) - 1];
    await draw();
    mark();
    (sections().find((each) => each.dataset.conflict === next?.dataset.conflict) || sections()[0] || main).focus();
  }

  /** Tells what was done; answers what went wrong with the only one. */
  async function carryOut(those, choice, said) {
    const ids = those.map((each) => each.dataset.conflict);
    const { changeSets, failure, count } = await decide(ids, choice);
    if (failure && ids.length === 1) return failure;
    dialog().close();
    await drawBehind(those.at(-1));
    tell(failure ? `${count} of ${ids.length} conflicts ${count === 1 ? "is" : "are"} resolved. ${failure.message}` : said, changeSets, failure !== null);
    return null;
  }

  /** At once where that is what the button says, and after one more question where more is at stake. */
  async function choose(section, button) {
    const { choose: word, value, effect, asks, form } = button.dataset;
    if (asks) return ask([section], { choose: word, value }, [effect], form, button);
    const failure = await carryOut([section], { choose: word }, effect);
    if (failure) tell(failure, null, true);
  }

  function ask(those, choice, effects, form, button) {
    asked = { those, choice, form, said: those.length === 1 ? effects[0] : `${those.length} conflicts are resolved.` };
    button.focus(); // a dialog gives the focus back to what had it
    const place = dialog();
    place.querySelector("[data-effects]").replaceChildren(
      ...effects.map((each) => Object.assign(document.createElement("li"), { textContent: each })),
    );
    place.querySelector("[data-error]").textContent = "";
    const third = place.querySelector("[data-third]");
    third.hidden = !form;
    third.querySelector("textarea").value = button.dataset.proposal || "";
    third.querySelector("[data-third-label]").textContent = {
      items: "The values of both sides, one on each line",
      checks: "The items of both sides, one on each line; [x] means done",
    }[form] || "Another value";
    place.showModal();
    if (form) third.querySelector("textarea").focus();
  }

  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-decide-form]")) return;
    event.preventDefault();
    const { those, choice, form, said } = asked;
    const text = event.target.querySelector("textarea").value;
    const body = form ? { ...choice, value: typed(form, text) } : choice;
    const wrong = dialog().querySelector("[data-error]");
    wrong.textContent = "";
    const failure = await carryOut(those, body, said);
    if (failure) sayWrong(wrong, failure);
  });

  // Several at once: of the same field, and the same choice for all of them.
  const fields = () => new Set(picked().map((each) => each.dataset.field));

  function mark() {
    for (const box of main.querySelectorAll("[data-pick-conflict]")) box.checked = chosen.has(box.value);
    for (const each of main.querySelectorAll("[data-choosing]")) each.hidden = sections().length < 2;
    const bar = main.querySelector("[data-chosen-bar]");
    if (!bar) return;
    const count = picked().length;
    bar.hidden = count === 0;
    const same = fields().size === 1;
    const said = same ? `${count} selected.` : "You can resolve conflicts together if they are about the same field.";
    bar.querySelector("[data-chosen-count]").textContent = count === 0 ? "" : said;
    for (const each of bar.querySelectorAll("[data-many]")) each.disabled = !same;
  }

  function pick(section) {
    const box = section?.querySelector("[data-pick-conflict]");
    if (!box) return;
    if (!chosen.delete(box.value)) chosen.add(box.value);
    mark();
  }

  main.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-conflict]")) pick(event.target.closest("[data-conflict]"));
  });

  main.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { many, chooseAll } = button.dataset;
    if (button.matches("[data-choose]")) choose(button.closest("[data-conflict]"), button);
    if (many) ask(picked(), { choose: many }, picked().map((each) => where(each, many)), null, button);
    if (chooseAll) chosen = new Set(sections().filter((each) => each.dataset.field === chooseAll).map((each) => each.dataset.conflict));
    if (button.matches("[data-choose-none]")) chosen.clear();
    if (chooseAll || button.matches("[data-choose-none]")) mark();
  });

  /** The one that has the focus, or the only one. */
  const here = () => document.activeElement?.closest("[data-conflict]") || (sections().length === 1 ? sections()[0] : null);

  document.addEventListener("keydown", (event) => {
    if (event.repeat || !isKey(event)) return;
    const section = here();
    if (!section) return;
    if (event.key === "x") pick(section);
    const button = section.querySelector(`[data-choose][aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    choose(section, button);
  });

  new MutationObserver(mark).observe(main, { childList: true });
  mark();
}
