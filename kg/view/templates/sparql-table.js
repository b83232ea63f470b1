"use strict";

/**
 * ANSWER  what the server said: {kind: "rows" | "triples" | "truth", columns, rows: [[term | null]], truth, raw, cut}, where a
 *         term is as in SPARQL's JSON: {type: "uri" | "literal" | "bnode", value, datatype, "xml:lang"}.
 * NAMES   labels and classes of the nodes in it, asked for afterwards: IRI → {zh, en, label, class}.
 * ORDER   what the table is sorted by, and how many rows it shows.
 */
let ANSWER = null;
const NAMES = new Map();
const ORDER = { column: null, down: false, most: 300 };
const ROOM_CELL = 400;
const NUMBERS = /#(integer|decimal|double|float|int|long|nonNegativeInteger|positiveInteger|gYear)$/;

const fromRows = (said) => ({
  kind: "rows", columns: said.head.vars, rows: said.results.bindings.map((row) => said.head.vars.map((name) => row[name] || null)),
});

/** A term of SPARQL's JSON for one of JSON-LD. */
function fromLinked(value) {
  if (value["@id"] !== undefined) return { type: value["@id"].startsWith("_:") ? "bnode" : "uri", value: value["@id"] };
  return { type: "literal", value: String(value["@value"] ?? JSON.stringify(value)), datatype: value["@type"], "xml:lang": value["@language"] };
}

/** Triples for JSON-LD as the server writes it: expanded, each node once. */
function fromTriples(said) {
  const rows = [];
  for (const node of Array.isArray(said) ? said : said["@graph"] || [said]) {
    const subject = fromLinked({ "@id": node["@id"] });
    for (const [key, values] of Object.entries(node)) {
      if (key === "@id") continue;
      const property = { type: "uri", value: key === "@type" ? `${PREFIXES.rdf}type` : key };
      for (const value of [values].flat()) rows.push([subject, property, key === "@type" ? { type: "uri", value } : fromLinked(value)]);
    }
  }
  return { kind: "triples", columns: ["subject", "predicate", "object"], rows };
}

function readAnswer(said) {
  if (said.boolean !== undefined) return { kind: "truth", columns: ["answer"], rows: [], truth: said.boolean };
  return said.results ? fromRows(said) : fromTriples(said);
}

/** What a person calls a term. */
function nameOf(term) {
  if (term.type !== "uri") return term.value;
  const known = TERMS.get(term.value);
  if (known) return STATE.language ? known.en : known.zh;
  const found = NAMES.get(term.value);
  if (found) return (STATE.language ? found.en : found.zh) || found.label || found.zh || found.en || shortName(term.value);
  return shortName(term.value);
}

const isNumber = (term) => term !== null && term.type === "literal" && NUMBERS.test(term.datatype || "") && term.value.trim() !== "" && Number.isFinite(Number(term.value));

/** Rows in the order chosen; what has no value comes last both ways. */
function sortedRows() {
  if (ORDER.column === null) return ANSWER.rows;
  const key = (term) => (term === null ? null : isNumber(term) ? Number(term.value) : nameOf(term));
  const keyed = ANSWER.rows.map((row, place) => [key(row[ORDER.column]), place]);
  keyed.sort(([a, i], [b, j]) => (a === null) - (b === null) || (a === null ? 0 : (ORDER.down ? -1 : 1) * compare(a, b)) || i - j);
  return keyed.map(([, place]) => ANSWER.rows[place]);
}

function cellParts(term) {
  if (term === null) return [];
  const text = cutTo(printable(nameOf(term)), ROOM_CELL);
  const title = cutTo(printable(term.value), 2000);
  const address = term.type === "uri" ? addressOf(term.value) : null;
  if (address !== null) return [make("a", { href: address, title, rel: "noreferrer noopener", target: address.startsWith("/") ? false : "_blank" }, text)];
  const tag = term["xml:lang"] || "";
  return [make("span", { title: text === title ? false : title }, text), ...(tag ? [make("small", { class: "tag" }, `@${printable(tag)}`)] : [])];
}

function headOf(name, place) {
  const sorted = ORDER.column === place;
  const sort = () => {
    ORDER.down = sorted && !ORDER.down;
    ORDER.column = place;
    renderRows();
    byId("result-table").querySelectorAll("th button")[place].focus();
  };
  return make("th", { scope: "col", "aria-sort": sorted ? (ORDER.down ? "descending" : "ascending") : "none" },
    make("button", { type: "button", onclick: sort }, printable(name), make("span", { "aria-hidden": "true" }, sorted ? (ORDER.down ? " ↓" : " ↑") : "")));
}

function renderRows() {
  const container = byId("result-table");
  if (ANSWER === null) return;
  if (ANSWER.kind === "truth") return container.replaceChildren(make("strong", {}, word(ANSWER.truth ? "yes" : "no")));
  if (!ANSWER.rows.length) return container.replaceChildren(word("noRows"));
  const row = (terms) => make("tr", {}, ...terms.map((term) => make("td", { class: isNumber(term) ? "number" : false }, ...cellParts(term))));
  const more = () => { ORDER.most += 1000; renderRows(); };
  container.replaceChildren(
    make("table", {}, make("thead", {}, make("tr", {}, ...ANSWER.columns.map(headOf))), make("tbody", {}, ...sortedRows().slice(0, ORDER.most).map(row))),
    ...(ANSWER.rows.length > ORDER.most ? [make("button", { type: "button", class: "action", onclick: more }, word("more"))] : []));
}

/** The answer as CSV: values as they are in the graph, in the order seen, safe for a spreadsheet. */
const answerCsv = () =>
  [ANSWER.columns.map(csvCell), ...sortedRows().map((row) => row.map((term) => csvCell(term === null ? "" : term.value)))].map((row) => row.join(",")).join("\r\n") + "\r\n";

function save(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
