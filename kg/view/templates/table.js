"use strict";

Object.assign(WORDS, {
  narrow: ["筛选表格", "Filter the table"],
  copy: ["复制为 CSV", "Copy as CSV"],
  copied: ["行已复制", "rows copied"],
  notCopied: ["浏览器不许复制", "The browser does not allow copying"],
  speaker: ["说话人", "Speaker"],
  qualifiers: ["限定", "Qualifiers"],
  published: ["日期", "Date"],
  link: ["链接", "Link"],
});

/** What the table shows: which column it is sorted by, which words it is narrowed to, and how many rows. */
const TABLE = { sort: null, down: false, words: "", rows: 200 };
const MORE_ROWS = 500;

/** What narrowing and sorting ask again and again, in one language: the words of each fact, and its rank by a column. */
const REMEMBERED = { language: null, words: null, ranks: new Map() };

const textOf = (value) => (value.entity === undefined ? value.text : DATA.entities[value.entity].name);
const postOf = (fact) => (fact.evidences.length ? DATA.documents[fact.evidences[0].document] : undefined);
const qualifiersText = (fact) => fact.qualifiers.map(([name, value]) => `${qualifierName(name)}: ${textOf(value)}`).join("; ");

/** Columns of the table and of its CSV: words, text, and for some what it is sorted by. */
const COLUMNS = [
  { key: "subject", text: (fact) => DATA.entities[fact.subject].name },
  { key: "relation", text: (fact) => propertyName(fact.property) },
  { key: "object", text: (fact) => textOf(fact.object), order: (fact) => fact.object.number ?? textOf(fact.object) },
  { key: "qualifiers", text: qualifiersText, csvOnly: true },
  { key: "status", text: (fact) => statusName(fact.status), order: (fact) => STATUSES.get(fact.status).rank },
  { key: "speaker", text: (fact) => (fact.speaker === null ? "" : DATA.entities[fact.speaker].name), csvOnly: true },
  { key: "when", text: (fact) => (fact.period ? fact.period.join("/") : "") },
  { key: "evidence", text: (fact) => (fact.evidences.length ? fact.evidences[0].quote : "") },
  { key: "rule", text: (fact) => (fact.evidences.length ? fact.evidences[0].rule : ""), csvOnly: true },
  { key: "sources", text: (fact) => postOf(fact)?.title ?? "" },
  { key: "published", text: (fact) => postOf(fact)?.published ?? "", csvOnly: true },
  { key: "link", text: (fact) => postOf(fact)?.url ?? "", csvOnly: true },
];
const SEEN = COLUMNS.filter((column) => !column.csvOnly);

function remembered() {
  if (REMEMBERED.language !== STATE.language) Object.assign(REMEMBERED, { language: STATE.language, words: null, ranks: new Map() });
  return REMEMBERED;
}

function wordsOfFacts() {
  const memory = remembered();
  memory.words ??= DATA.facts.map((fact) => COLUMNS.map((column) => column.text(fact)).join("\n").toLowerCase());
  return memory.words;
}

/** The rank of each fact by a column; -1 for what has no value. Words are compared once, not at each sorting. */
function ranksBy(column) {
  const { ranks } = remembered();
  if (!ranks.has(column.key)) {
    const keys = DATA.facts.map(column.order || column.text);
    const rankOf = new Map([...new Set(keys)].filter((key) => key !== "").sort(compare).map((key, rank) => [key, rank]));
    ranks.set(column.key, keys.map((key) => rankOf.get(key) ?? -1));
  }
  return ranks.get(column.key);
}

/** The facts that filters and words let through, in the order chosen. */
function tablePlaces() {
  const wanted = TABLE.words.toLowerCase().split(/\s+/).filter(Boolean);
  const words = wanted.length ? wordsOfFacts() : [];
  const places = DATA.facts.map((_, place) => place).filter((place) => factShown(place) && wanted.every((part) => words[place].includes(part)));
  const column = COLUMNS.find(({ key }) => key === TABLE.sort);
  if (!column) return places;
  const [ranks, way] = [ranksBy(column), TABLE.down ? -1 : 1];
  // What has no value comes last both ways.
  return places.sort((a, b) => (ranks[a] < 0) - (ranks[b] < 0) || way * (ranks[a] - ranks[b]) || a - b);
}

const csvOf = (places) =>
  [COLUMNS.map(({ key }) => word(key)), ...places.map((place) => COLUMNS.map((column) => column.text(DATA.facts[place])))]
    .map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";

async function copyTable(container) {
  const places = tablePlaces();
  const said = container.querySelector(".note");
  try {
    await navigator.clipboard.writeText(csvOf(places));
    said.textContent = `${places.length} ${word("copied")}`;
  } catch {
    said.textContent = word("notCopied");
  }
}

function tableRow(place) {
  const fact = DATA.facts[place];
  const post = postOf(fact);
  return make("tr", { "data-fact": place },
    make("td", {}, entityLink(fact.subject)),
    make("td", {}, make("button", { type: "button", class: "link relation", onclick: () => openFact(place) }, cutText(propertyName(fact.property), ROOM.line))),
    make("td", {}, ...valueParts(fact.object).filter(Boolean).flatMap((part) => [part, " "]), ...fact.qualifiers.map(qualifierChip)),
    make("td", {}, badge(fact.status), " ", speakerOf(fact) || ""),
    make("td", { class: "days" }, fact.period ? daysOf(fact.period) : ""),
    makeShort("td", { class: "quote" }, fact.evidences.length ? fact.evidences[0].quote : "", ROOM.value),
    make("td", {}, post ? postTitle(post) : ""));
}

function headCell({ key }, container) {
  const sorted = TABLE.sort === key;
  const sort = () => {
    TABLE.down = sorted && !TABLE.down;
    TABLE.sort = key;
    fillTable(container);
    remember();
    container.querySelector(`[data-sort="${key}"]`).focus();
  };
  return make("th", { scope: "col", "aria-sort": sorted ? (TABLE.down ? "descending" : "ascending") : "none" },
    make("button", { type: "button", class: "sort", "data-sort": key, onclick: sort }, word(key), make("span", { "aria-hidden": "true" }, sorted ? (TABLE.down ? " ↓" : " ↑") : "")));
}

function fillTable(container) {
  const places = tablePlaces();
  const more = () => { TABLE.rows += MORE_ROWS; fillTable(container); };
  container.querySelector(".note").textContent = `${places.length} ${word("facts")}`;
  container.querySelector(".body").replaceChildren(
    make("table", { class: "facts" },
      make("thead", {}, make("tr", {}, ...SEEN.map((column) => headCell(column, container)))),
      make("tbody", {}, ...places.slice(0, TABLE.rows).map(tableRow))),
    ...(places.length > TABLE.rows ? [action("more", more)] : []));
}

/** All facts that the filters let through, as a table: the accessible alternative to the drawing. */
function renderTable(container) {
  if (!container.firstChild) {
    const input = make("input", { type: "text", class: "narrow", spellcheck: "false", "data-label": "narrow", "aria-label": word("narrow"), onchange: remember, oninput: () => { TABLE.words = input.value; TABLE.rows = 200; fillTable(container); } });
    const copy = make("button", { type: "button", class: "action", "data-word": "copy", onclick: () => copyTable(container) }, word("copy"));
    container.append(make("div", { class: "bar" }, input, copy, make("span", { class: "note", role: "status" })), make("div", { class: "body" }));
  }
  const field = container.querySelector(".narrow");
  field.placeholder = word("narrow");
  if (field.value !== TABLE.words) field.value = TABLE.words;
  fillTable(container);
}

/** What an address has of the table: the column, the way, the words; null where nothing was chosen. */
const tableState = () => (TABLE.sort || TABLE.words ? [TABLE.sort || "", TABLE.down ? 1 : 0, TABLE.words] : null);

function takeTable([sort = "", down = "", words = ""]) {
  const column = SEEN.find(({ key }) => key === sort);
  Object.assign(TABLE, { sort: column ? sort : null, down: Boolean(column) && down === "1", words });
}

VIEWS.set("table", { word: "table", render: renderTable, key: "tb", state: tableState, take: takeTable });
