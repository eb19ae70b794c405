// What an undo would do, told before it is done: what would change from what to what, and who changed it since.
"use strict";

{
  /** So much of a text is told, and so many fields of what comes back or goes. */
  const LETTERS = 160;
  const FIELDS = 12;
  const CHANGE_SETS = 20;

  const word = fieldWord;

  const text = (content, tag = "bdi") => Object.assign(document.createElement(tag), { textContent: content });
  const isNothing = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

  /** A value as a person reads it. */
  function told(value) {
    if (isNothing(value)) return "–";
    if (Array.isArray(value)) return value.map(told).join(", ");
    if (typeof value === "object") {
      if ("title" in value && "done" in value) return `${value.done ? "☑" : "☐"} ${value.title}`;
      return value.name ?? Object.values(value).map(told).join(" ");
    }
    const all = String(value);
    return all.length > LETTERS ? `${all.slice(0, LETTERS)} …` : all;
  }

  /** What a list loses and gains, or what stands there now and then. */
  function pieces({ from, to }) {
    const lists = Array.isArray(from) || Array.isArray(to);
    const left = lists ? (from || []).map(told) : [told(from)];
    const right = lists ? (to || []).map(told) : [told(to)];
    const gone = lists ? left.filter((each) => !right.includes(each)) : left;
    const came = lists ? right.filter((each) => !left.includes(each)) : right;
    return [
      ...gone.map((each) => marked("del", each)),
      ...(lists ? [] : [text("→", "span"), " "]),
      ...came.map((each) => marked("ins", each)),
    ];
  }

  function marked(tag, content) {
    const mark = document.createElement(tag);
    mark.append(text(content));
    const both = document.createDocumentFragment();
    both.append(mark, " ");
    return both;
  }

  /** Keys stand beside ids and say what people know. */
  function fields(changes) {
    const all = (changes || []).filter(({ field, from, to }) => !field.endsWith("Id") && !(isNothing(from) && isNothing(to)));
    const lines = all.slice(0, FIELDS).map((each) => {
      const line = document.createElement("div");
      line.className = "field";
      line.append(Object.assign(text(word(each.field), "span"), { className: "hint" }), " ", ...pieces(each));
      return line;
    });
    if (all.length > FIELDS) lines.push(text(`and ${count(all.length - FIELDS, "field")} more`, "div"));
    return lines;
  }

  /** As the page beside it calls it; a key alone says little. */
  function named({ key, type }) {
    if (!key) return type;
    const link = main.querySelector(`:is(.set, .changes) a.key[href$="/${CSS.escape(key)}"]`);
    const name = link?.parentElement.querySelector(".about")?.textContent;
    return name ? `${key} ${name}` : key;
  }

  /** One change that an undo would make. */
  window.wouldChange = (each) => {
    const line = document.createDocumentFragment();
    const what = text(`${named(each.entity)}: ${each.summary}`);
    what.dataset.what = "";
    line.append(what, ...fields(each.changes));
    return line;
  };

  /** Who stands behind an actor that several share, and through what, where that can be told. */
  async function authors(conflicts) {
    const sets = [...new Set(conflicts.map((each) => each.changeSet).filter(Boolean))].slice(0, CHANGE_SETS);
    const first = (set) => read(`/api/history?limit=1&sync=true&changeSet=${set}`).catch(() => null);
    const entries = await Promise.all(sets.map(first));
    return new Map(sets.map((set, at) => [set, entries[at]?.items[0]]));
  }

  function who(conflict, entry) {
    if (!conflict.changedBy) return "";
    const by = entry?.agent ? `${entry.agent} for ${conflict.changedBy}` : conflict.changedBy;
    return `, changed by ${by}${entry?.client ? ` through ${entry.client}` : ""}`;
  }

  function since(conflict, entry) {
    const what = named(conflict.entity);
    const by = who(conflict, entry);
    return conflict.field ? `${what} ${word(conflict.field)}: now ${told(conflict.now)}${by}` : `${what}${by}: ${conflict.message}`;
  }

  /** What was changed after what is to be taken back, by whom, and what doing it all the same would do. */
  window.tellConflicts = async (preview, conflicts, path, body, helps) => {
    const by = await authors(conflicts);
    list(preview, "Later changes:", conflicts.map((each) => text(since(each, by.get(each.changeSet)))));
    if (!helps) return;
    const { json } = await send("POST", path + "?dryRun=true", { ...body, force: true });
    const forced = document.createElement("div");
    forced.dataset.forced = "";
    list(forced, json.undone ? "Undo anyway would make these changes:" : "Undo anyway would change nothing.", wouldChanges(json));
    preview.append(forced);
  };

  window.wouldChanges = (json) => {
    const lines = json.wouldChange.map(wouldChange);
    const more = json.undone - lines.length;
    return more > 0 ? [...lines, `… and ${more} more`] : lines;
  };
}
