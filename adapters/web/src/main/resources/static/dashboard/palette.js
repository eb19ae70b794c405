// The command palette: one field, and below it what commands.js offers, and the projects and tasks that have the words that are
// typed. In a block, as the scripts of a page share their names.
"use strict";

{
  const dialog = document.getElementById("palette");
  const field = dialog.querySelector("input");
  const list = document.getElementById("palette-list");
  const many = dialog.querySelector("[data-many]");
  const wrong = dialog.querySelector("[data-error]");

  const REST = 120;

  /** Then a word is taken to be whole: its typing errors are looked for in all titles. */
  const TYPED = 400;
  const PROJECTS = { path: "/api/projects", most: 6, open: "planned,active,paused,blocked" };
  const TASKS = { path: "/api/tasks", most: 8, open: "open" };
  const ENDED = ["completed", "abandoned"];

  /** What is typed, and its words as the API takes them apart. */
  let typed = "";
  let words = [];

  /** The last answer; while a newer one is waited for, it is that of other words. */
  let found = null;
  let pending = false;
  let asking = null;
  let resting = null;

  /** Enter, pressed before there was an answer. */
  let entered = false;

  let options = [];
  let active = 0;
  let touched = false;

  const WORD = /((?:tag|is|status|priority|project|person):(?:"[^"]+"(?=\s|$)|[^\s"]\S*))|"([^"]*)"(?=\s|$)|"([^"\s][^"]*)$|\S+/gi;
  const partsOf = (text) => [...text.matchAll(WORD)];
  const wordsOf = (text) =>
    partsOf(text)
      .filter(([, filter]) => !filter)
      .map((each) => (each[2] ?? each[3] ?? each[0]).trim())
      .filter(Boolean);

  function marked(text) {
    if (!words.length) return [text];
    const escaped = [...words].sort((one, other) => other.length - one.length).map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const parts = text.split(new RegExp(`(${escaped.join("|")})`, "gi"));
    return parts.map((each, i) => (i % 2 ? make("mark", { textContent: each }) : each));
  }

  /** Names of projects, each read once. */
  const names = new Map();
  const nameOf = (project) => {
    if (!names.has(project)) names.set(project, read(`/api/projects/${project}`).then((each) => each.name, () => project));
    return names.get(project);
  };

  function entity({ key, title, name, status, projectKey, deletedAt }) {
    const ended = Boolean(deletedAt) || ENDED.includes(status);
    const path = `/${key.startsWith("T") ? "tasks" : "projects"}/${key}`;
    return { key, words: title ?? name, path, projectKey, ended, hint: deletedAt ? "deleted" : ended ? status : "" };
  }

  /** A key as people type it: T-12, p3. */
  function keyOf(text) {
    const [, letter, number] = text.match(/^([tp])[-_# ]?0*([1-9]\d{0,14})$/i) ?? [];
    return letter && `${letter.toUpperCase()}-${number}`;
  }

  /** Sections that need no answer come first, so that nothing moves from under the hand when the answer comes. */
  function sections() {
    const key = keyOf(typed);
    const exact = key && (found?.exact?.key === key ? found.exact : pending && { key, title: "" });
    const others = (found ? [["Projects", found.projects], ["Tasks", found.tasks]] : []).map(([name, items]) => [
      name,
      items.filter((each) => each.key !== exact?.key).map(entity),
    ]);
    const search = { words: `Search everything for “${typed}”`, path: searchPage(), plain: true };
    const all = [
      [key?.startsWith("T") ? "Task" : "Project", exact ? [entity(exact)] : []],
      ["Recent", typed ? [] : recentlyOpened().map(entity)],
      ...offers(typed, words),
      ...others.map(([name, items]) => [found.meant ? `${name} with “${found.meant}”` : name, items.map((each) => ({ ...each, late: true }))]),
      ["Search", typed && found ? [{ ...search, late: true }] : []],
    ];
    return all.filter(([, items]) => items.length);
  }

  function row(option) {
    const element = make("div", { id: `palette-${options.length}`, className: option.ended ? "ended" : "" });
    element.setAttribute("role", "option");
    if (option.key) element.append(make("span", { className: "key" }, ...marked(option.key)), " ");
    element.append(make("bdi", { className: "title" }, ...(option.plain ? [option.words] : marked(option.words))));
    if (option.projectKey) {
      const place = make("bdi", { className: "place", textContent: option.projectKey });
      nameOf(option.projectKey).then((name) => (place.textContent = name));
      element.append(" ", place);
    }
    if (option.hint) element.append(" ", make("span", { className: "place", textContent: option.hint }));
    options.push({ ...option, element });
    return element;
  }

  const nameOfOption = (option) => option?.path ?? option?.words;

  function render() {
    const before = touched ? nameOfOption(options[active]) : undefined;
    options = [];
    const groups = sections().map(([name, items], i) => {
      const title = make("div", { id: `palette-of-${i}`, textContent: name });
      title.setAttribute("role", "presentation");
      const group = make("div", {}, title, ...items.map(row));
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", title.id);
      return group;
    });
    list.replaceChildren(...groups);
    field.setAttribute("aria-expanded", String(options.length > 0));
    select(Math.max(0, options.findIndex((each) => before && nameOfOption(each) === before)));
    const results = options.filter(({ key }) => key).length;
    const said = results ? `${count(results, "project or task", "projects and tasks")} found` : "No project or task found";
    many.textContent = pending || !found ? "" : said;
  }

  function select(at) {
    active = at;
    options.forEach((each, i) => each.element.setAttribute("aria-selected", String(i === at)));
    const element = options[at]?.element;
    if (element) field.setAttribute("aria-activedescendant", element.id);
    else field.removeAttribute("aria-activedescendant");
    if (at === 0) list.scrollTop = 0; // with the name of its section
    else element?.scrollIntoView({ block: "nearest" });
  }

  // A question is sent when the typing rests; an answer that is overtaken is dropped.
  function giveUp() {
    asking?.abort();
    clearTimeout(resting);
  }

  function ask() {
    giveUp();
    typed = field.value.trim();
    words = wordsOf(typed);
    entered = touched = false;
    pending = words.length > 0 || partsOf(typed).some(([, filter]) => filter);
    wrong.replaceChildren();
    if (pending) resting = setTimeout(look, REST);
    else found = null;
    render();
  }

  /** Open ones first, then finished ones if there is room; in both, those that have the words in their title first. */
  async function find({ path, most, open }, text, signal) {
    const words = wordsOf(text);
    const of = async (status, limit) => {
      const { items } = await read(`${path}?q=${encodeURIComponent(text)}&status=${status}&limit=${limit}`, signal);
      const isTitled = (each) => words.every((word) => (each.title ?? each.name).toLowerCase().includes(word.toLowerCase()));
      return [...items.filter(isTitled), ...items.filter((each) => !isTitled(each))];
    };
    const first = await of(open, most);
    return first.length < most ? [...first, ...(await of(ENDED.join(), most - first.length))] : first;
  }

  const searchPage = () => `/search?q=${encodeURIComponent(typed)}`;

  /** What is typed without its typing errors, as the page of the search has it; undefined if nothing is near. */
  async function corrected(signal) {
    await new Promise((resolve) => setTimeout(resolve, TYPED));
    signal.throwIfAborted();
    const answer = await fetch(searchPage(), { signal });
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-corrected]")?.dataset.corrected;
  }

  const both = (text, signal) => Promise.all([find(PROJECTS, text, signal), find(TASKS, text, signal)]);

  /** What is found for what is typed, or else for what was meant. */
  async function findNear(signal) {
    const [projects, tasks] = await both(typed, signal);
    const meant = projects.length || tasks.length || keyOf(typed) ? undefined : await corrected(signal);
    if (!meant) return { projects, tasks };
    const [nearProjects, nearTasks] = await both(meant, signal);
    return { projects: nearProjects, tasks: nearTasks, meant };
  }

  async function look() {
    const { signal } = (asking = new AbortController());
    const within = AbortSignal.any([signal, AbortSignal.timeout(LOOK)]);
    const key = keyOf(typed);
    const exact = key ? read(`/api${entity({ key }).path}`, within).catch(() => null) : null;
    try {
      const [one, near] = await waiting(() => Promise.all([exact, findNear(within)]));
      if (signal.aborted) return;
      found = { exact: one, ...near };
      if (near.meant) words = wordsOf(near.meant);
      for (const each of near.projects) names.set(each.key, Promise.resolve(each.name));
    } catch (failure) {
      if (signal.aborted) return;
      found = null;
      sayWrong(wrong, failure);
    }
    pending = false;
    const chosen = entered;
    entered = false;
    render();
    if (chosen && found) choose(options[active]);
  }

  // A second Enter or click at once is not meant for the page or the dialog that the first one led to. Any other key ends that.
  const TWICE = 300;
  let chosenAt = -TWICE;
  let isHeld = false;

  function dropSecond(event) {
    const soon = performance.now() - chosenAt < TWICE;
    const isSecond = event.key === "Enter" ? soon || (isHeld && event.repeat) : soon && event.detail > 1;
    if (event.type === "keydown" && event.key !== "Enter") chosenAt = -TWICE;
    if (!isSecond) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  for (const each of ["keydown", "click"]) window.addEventListener(each, dropSecond, true);
  window.addEventListener("keyup", (event) => event.key === "Enter" && (isHeld = false), true);

  function choose(option, elsewhere) {
    if (!option || !dialog.open) return;
    chosenAt = performance.now();
    isHeld = true;
    if (option.types) {
      field.value = option.types;
      field.select();
      return ask();
    }
    if (option.path && elsewhere) return window.open(option.path, "_blank", "noopener");
    dialog.close();
    if (option.path) location.assign(option.path);
    else option.act();
  }

  const isApple = /mac|iphone|ipad/i.test(navigator.platform);

  /** On a keyboard without Latin letters, the key at the place of K counts. */
  const isK = ({ key, code }) => key.toLowerCase() === "k" || (code === "KeyK" && !/^[a-z]$/i.test(key));

  function openPalette() {
    if (dragged || document.querySelector("dialog[open], [data-dragged]")) return false;
    field.value = "";
    dialog.showModal();
    field.focus();
    ask();
    return true;
  }

  // On a Mac it is Cmd, because Ctrl and K delete to the end of a line there.
  document.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey } = event;
    if (!(isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey) || event.altKey || event.shiftKey || event.isComposing || !isK(event)) return;
    if (dialog.open) dialog.close();
    else if (!openPalette()) return;
    event.preventDefault();
  });

  field.addEventListener("input", ask);
  field.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    const to = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last, Home: 0, End: last }[event.key];
    if (event.isComposing || event.shiftKey || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const option = options[active];
      entered = pending && (!option || Boolean(option.late));
      if (!entered) choose(option, event.ctrlKey || event.metaKey);
    } else if (to !== undefined && last >= 0) {
      event.preventDefault();
      touched = true;
      select(to);
    }
  });

  const optionAt = (event) => options.findIndex(({ element }) => element.contains(event.target));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("pointermove", (event) => {
    const at = optionAt(event);
    if (at < 0 || at === active || !(event.movementX || event.movementY)) return; // a mouse that rests points at nothing
    touched = true;
    select(at);
  });
  list.addEventListener("click", (event) => choose(options[optionAt(event)], event.ctrlKey || event.metaKey));
  dialog.addEventListener("close", giveUp);

  // A click beside the dialog closes it, unless it began within, as when a text is selected.
  let pressedOn = null;
  dialog.addEventListener("pointerdown", (event) => (pressedOn = event.target));
  dialog.addEventListener("click", (event) => event.target === dialog && pressedOn === dialog && dialog.close());

  // The dialog ends above the keyboard of a phone.
  const fit = () => dialog.style.setProperty("--seen", `${visualViewport.height}px`);
  visualViewport?.addEventListener("resize", fit);

  for (const each of document.querySelectorAll("[data-palette]")) {
    each.hidden = false;
    each.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link opens in another tab
      event.preventDefault();
      const menu = each.closest("details");
      if (menu) menu.open = false;
      (menu?.querySelector("summary") ?? each).focus(); // where the dialog gives the focus back
      openPalette();
    });
  }
}
