"use strict";

/** The page itself: sends (sparql-server.js, or sparql-local.js) what is written, fills in parameters, shows the answer, keeps the address. */
let EDITOR = null;
let WAITING = null;
let ASKED = null;

const ACCEPT = "application/sparql-results+json, application/ld+json";
const PARAMETER = /^#\s*param\s*[:：]\s*(\w+)\s+(entity|property|text)(\s+required)?(?:\s+(.*))?$/;
const MOST_NAMES = 400;

/** The parameters that the first comment lines of a query declare. */
function parametersOf(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (line.trim() && !line.startsWith("#")) break;
    const match = PARAMETER.exec(line.trimEnd());
    if (match) found.push({ name: match[1], kind: match[2], required: Boolean(match[3]), about: match[4] || "" });
  }
  return found;
}

const filled = () => [...byId("parameters").querySelectorAll("input")].map((input) => [input.name, input.value.trim()]).filter(([, value]) => value);

function renderParameters(text, values = new Map(filled())) {
  const declared = parametersOf(text);
  const form = byId("parameters");
  const drawnNames = [...form.querySelectorAll("input")].map((input) => input.name).join();
  form.hidden = !declared.length;
  if (drawnNames === declared.map(({ name }) => name).join() && ![...values].some(([name, value]) => form.elements[name]?.value !== value)) return;
  form.replaceChildren(...declared.map(({ name, required, about }) => {
    const input = make("input", { type: "text", name, autocomplete: "off", spellcheck: "false", "aria-required": String(required) });
    input.value = values.get(name) || "";
    return make("label", {}, `${name}${required ? ` (${word("required")})` : ""} · ${printable(about)}`, input);
  }));
}

function say(text, trouble = "") {
  byId("said").textContent = text;
  byId("trouble").textContent = cutTo(printable(trouble), 1500);
  byId("trouble").hidden = !trouble;
}

/** The line that a message of the server names, null if it names none. */
function lineIn(message) {
  const found = /第 (\d+) 行|\bat (\d+):\d+|\bline:?\s*(\d+)/i.exec(message);
  return found ? Number(found[1] || found[2] || found[3]) : null;
}

function refused(message) {
  say("", message);
  const line = lineIn(message);
  EDITOR.markLine(line);
}

async function run() {
  WAITING?.abort();
  EDITOR.completePrefixes();
  const [text, names] = [EDITOR.text(), filled()];
  const waiting = new AbortController();
  const began = performance.now();
  WAITING = waiting;
  byId("stop").disabled = false;
  EDITOR.markLine(null);
  say(`${word("running")}…`);
  writeAddress(true);
  try {
    const reply = await send(text, names, ACCEPT, waiting.signal);
    const said = await reply.text();
    if (reply.ok) await answered(text, names, said, reply, performance.now() - began);
    else refused(said.trim());
  } catch (error) {
    if (WAITING === waiting) say(error.name === "AbortError" ? word("stopped") : "", error.name === "AbortError" ? "" : word("unreachable"));
  }
  if (WAITING !== waiting) return;
  WAITING = null;
  byId("stop").disabled = true;
}

async function answered(text, names, said, reply, time) {
  const cut = reply.headers.has("X-SPARQL-MaxRows");
  ANSWER = { ...readAnswer(JSON.parse(said)), raw: said, cut };
  ASKED = { text, names };
  Object.assign(ORDER, { column: null, down: false, most: 300 });
  const counted = ANSWER.kind === "truth" ? "" : `${ANSWER.rows.length} ${word(ANSWER.kind === "triples" ? "triples" : "rows")} · `;
  say(`${counted}${(time / 1000).toFixed(2)} ${word("seconds")}${cut ? ` · ${word("cut")}` : ""}`);
  chooseEnds();
  byId("answer").hidden = false;
  renderAnswer();
  await learnNames();
}

/** Ask for names and classes of the nodes in the answer, and show them. */
async function learnNames() {
  const about = ANSWER;
  const nodes = about.rows.flat().filter((term) => term && term.type === "uri" && term.value.startsWith(GIVEN.base) && !TERMS.has(term.value) && !NAMES.has(term.value));
  const wanted = [...new Set(nodes.map((term) => iriTerm(term.value)))].filter(Boolean).slice(0, MOST_NAMES);
  if (!wanted.length) return;
  const query = `SELECT ?node ?label ?class { VALUES ?node { ${wanted.join(" ")} }
    { ?node <${PREFIXES.rdfs}label> ?label } UNION { ?node a ?class } }`;
  const reply = await send(query, [], ACCEPT).catch(() => null);
  if (!reply?.ok) return;
  for (const { node, label, class: kind } of (await reply.json()).results.bindings) {
    const known = NAMES.get(node.value) || {};
    if (kind) known.class ??= kind.value;
    if (label) known[{ zh: "zh", en: "en" }[label["xml:lang"]] || "label"] ??= label.value;
    NAMES.set(node.value, known);
  }
  if (ANSWER === about) renderAnswer();
}

function renderAnswer() {
  for (const view of ["table", "graph"]) {
    byId(`tab-${view}`).setAttribute("aria-selected", String(STATE.view === view));
    byId(`result-${view}`).hidden = STATE.view !== view;
  }
  byId("save-raw").textContent = word(ANSWER.kind === "triples" ? "saveTurtle" : "saveJson");
  byId("save-csv").disabled = ANSWER.kind === "truth";
  if (STATE.view === "table") renderRows();
  else renderGraph();
}

async function saveRaw() {
  if (ANSWER.kind !== "triples") return save(ANSWER.raw, "answer.json", "application/sparql-results+json");
  const reply = await send(ASKED.text, ASKED.names, "text/turtle").catch(() => null);
  if (reply?.ok) save(await reply.text(), "answer.ttl", "text/turtle");
  else say("", reply ? await reply.text() : word("unreachable"));
}

function showView(view) {
  STATE.view = view;
  if (ANSWER) renderAnswer();
  writeAddress(false);
}

function openQuery(name) {
  const found = GIVEN.queries.find(([known]) => known === name);
  if (!found) return;
  EDITOR.setText(found[3]);
  renderParameters(found[3], new Map());
  renderNames();
  byId("queries").classList.remove("open");
  (byId("parameters").querySelector("input") || EDITOR).focus();
}

function renderNames() {
  const typed = byId("narrow").value.trim().toLowerCase();
  const text = EDITOR.text();
  const shown = GIVEN.queries.filter((query) => query.slice(0, 3).join(" ").toLowerCase().includes(typed));
  byId("names").replaceChildren(...shown.map(([name, zh, en, own]) =>
    make("li", {}, make("button", { type: "button", "data-name": name, "aria-pressed": String(own === text), onclick: () => openQuery(name) }, make("code", {}, name), STATE.language ? en : zh))));
  byId("no-names").hidden = GIVEN.queries.length > 0;
}

/** The address that opens this query again; it is not run until who follows it says so. */
function writeAddress(asNew) {
  const parts = new URLSearchParams([["q", EDITOR.text()], ...filled().map(([name, value]) => [`p.${name}`, value]), ["v", STATE.view]]);
  if (STATE.language) parts.set("l", "en");
  if (STATE.theme) parts.set("t", STATE.theme);
  const address = `#${parts}`;
  if (address !== location.hash) history[asNew ? "pushState" : "replaceState"](null, "", address);
}

function takeAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  STATE.language = parts.get("l") === "en" ? 1 : 0;
  STATE.theme = ["dark", "light"].includes(parts.get("t")) ? parts.get("t") : "";
  STATE.view = parts.get("v") === "graph" ? "graph" : "table";
  const names = [...parts].filter(([name]) => name.startsWith("p.")).map(([name, value]) => [name.slice(2), value]);
  const text = parts.get("q") ?? "";
  if (text !== EDITOR.text()) EDITOR.setText(text);
  renderParameters(text, new Map(names));
  renderWords();
}

function renderWords() {
  document.documentElement.lang = STATE.language ? "en" : "zh-CN";
  document.documentElement.dataset.theme = STATE.theme;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    element.title = word(element.dataset.label);
  }
  byId("language").textContent = word("language");
  byId("narrow").placeholder = word("narrow");
  renderNames();
  if (ANSWER) renderAnswer();
}

function listen() {
  byId("run").addEventListener("click", run);
  byId("stop").addEventListener("click", () => WAITING?.abort());
  byId("parameters").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  byId("parameters").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); run(); } });
  byId("narrow").addEventListener("input", renderNames);
  byId("tab-table").addEventListener("click", () => showView("table"));
  byId("tab-graph").addEventListener("click", () => showView("graph"));
  byId("save-csv").addEventListener("click", () => save(`\ufeff${answerCsv()}`, "answer.csv", "text/csv"));
  byId("save-raw").addEventListener("click", saveRaw);
  byId("language").addEventListener("click", () => { STATE.language = 1 - STATE.language; renderWords(); writeAddress(false); });
  byId("theme").addEventListener("click", () => { STATE.theme = dark() ? "light" : "dark"; renderWords(); writeAddress(false); });
  byId("queries-toggle").addEventListener("click", () => byId("queries-toggle").setAttribute("aria-expanded", String(byId("queries").classList.toggle("open"))));
  window.addEventListener("popstate", takeAddress);
}

/** Terms that the graph declares beside the vocabulary that ships with the program. */
async function learnTerms() {
  const query = `SELECT ?term ?label ?kind { GRAPH <${GIVEN.namespace.slice(0, -1)}> { ?term <${PREFIXES.rdfs}label> ?label ; a ?kind } }`;
  const reply = await send(query, [], ACCEPT).catch(() => null);
  if (!reply?.ok) return;
  const found = new Map();
  for (const { term, label, kind } of (await reply.json()).results.bindings) {
    if (!term.value.startsWith(GIVEN.namespace)) continue;
    const known = found.get(term.value) || { name: shortName(term.value), zh: "", en: "", kind: "property" };
    if (/#Class$/.test(kind.value)) known.kind = "class";
    known[label["xml:lang"] === "en" ? "en" : "zh"] = label.value;
    found.set(term.value, known);
  }
  for (const [iri, term] of found) addTerm(iri, term);
}

function start() {
  const onChange = (text) => { renderParameters(text); renderNames(); };
  EDITOR = createEditor(byId("editor"), { onRun: run, onChange, onQuery: openQuery });
  listen();
  takeAddress();
  learnTerms();
  document.documentElement.dataset.ready = "true";
}

start();
