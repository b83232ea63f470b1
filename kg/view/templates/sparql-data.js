"use strict";

/**
 * What the SPARQL page knows and says. GIVEN is what kg/view/editor_page.py wrote; nothing in it or in an answer is ever
 * treated as markup. STATE is what the user chose; ANSWER (sparql-table.js) what the server said last.
 */
const GIVEN = JSON.parse(document.getElementById("given").textContent);

const STATE = { language: 0, theme: "", view: "table" };

Object.assign(WORDS, {
  named: ["现成的查询", "Named queries"],
  noNames: ["没有找到现成的查询", "There are no named queries"],
  narrow: ["筛选查询", "Filter the queries"],
  run: ["运行（Ctrl+Enter）", "Run (Ctrl+Enter)"],
  stop: ["停止", "Stop"],
  stopped: ["已停止等待", "Stopped waiting"],
  running: ["正在查询", "Running"],
  rows: ["行", "rows"],
  triples: ["条三元组", "triples"],
  cut: ["只取了前面的，另有更多", "only the first ones; there are more"],
  seconds: ["秒", "s"],
  saveCsv: ["存为 CSV", "Save CSV"],
  saveJson: ["存为 JSON", "Save JSON"],
  saveTurtle: ["存为 Turtle", "Save Turtle"],
  editor: ["SPARQL 查询；Ctrl+空格补全，Esc 后按 Tab 离开", "SPARQL query; Ctrl+Space completes, Esc then Tab leaves"],
  start: ["写 SPARQL：Ctrl+空格补全，中文也可（投资）", "Write SPARQL: Ctrl+Space completes, by Chinese or English names"],
  unreachable: ["服务器没有回答：它还在运行吗？", "The server does not answer: is it still running?"],
  noRows: ["没有符合的结果。", "Nothing found."],
  yes: ["是 true", "true"],
  no: ["否 false", "false"],
  required: ["必填", "required"],
  from: ["起点", "From"],
  to: ["终点", "To"],
  by: ["关系", "Label"],
  noGraph: ["要画成图，结果须有两列以上，或用 CONSTRUCT。", "A graph needs two or more columns, or CONSTRUCT."],
  drawnFirst: ["只画了前面的连线：", "Only the first are drawn: "],
  open: ["打开", "Open"],
});

const word = (key) => WORDS[key][STATE.language];
const dark = () => STATE.theme === "dark" || (STATE.theme === "" && window.matchMedia("(prefers-color-scheme: dark)").matches);

const PREFIXES = {
  kgo: GIVEN.namespace,
  kge: `${GIVEN.base}entity/`,
  kgd: `${GIVEN.base}document/`,
  kgs: `${GIVEN.base}statement/`,
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  prov: "http://www.w3.org/ns/prov#",
  oa: "http://www.w3.org/ns/oa#",
  owl: "http://www.w3.org/2002/07/owl#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/** The vocabulary by IRI: {name: "kgo:investsIn", zh, en, kind: "class" | "property" | "status", color, shape}. */
const TERMS = new Map();
const addTerm = (iri, term) => TERMS.has(iri) || TERMS.set(iri, term);
for (const [name, zh, en, color, shape] of GIVEN.classes) addTerm(PREFIXES.kgo + name, { name: `kgo:${name}`, zh, en, kind: "class", color, shape });
for (const [name, zh, en] of GIVEN.properties) addTerm(PREFIXES.kgo + name, { name: `kgo:${name}`, zh, en, kind: "property" });
for (const [name, zh, en] of GIVEN.statuses) addTerm(PREFIXES.kgo + name, { name: `kgo:${name}`, zh, en, kind: "status" });
for (const [name, zh, en] of [
  ["rdf:type", "类", "class"], ["rdf:subject", "陈述的主体", "subject of a statement"], ["rdf:predicate", "陈述的关系", "predicate of a statement"],
  ["rdf:object", "陈述的客体", "object of a statement"], ["rdfs:label", "名称", "name"], ["skos:altLabel", "别名", "alias"],
  ["prov:wasDerivedFrom", "依据", "evidence"], ["prov:wasQuotedFrom", "引自", "quoted from"],
]) {
  const [prefix, local] = name.split(":");
  addTerm(PREFIXES[prefix] + local, { name, zh, en, kind: "property" });
}

/** What of a text may be shown, as kg/view/printable.py has it: no mark of direction or of zero width, no control. */
const printable = (text) =>
  text.replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "").replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, "\ufffd");

const cutTo = (text, most) => ([...text.slice(0, most * 2)].length > most ? `${[...text.slice(0, most * 2)].slice(0, most).join("")}…` : text);

/** kgo:investsIn for its IRI; the IRI itself where no prefix fits. */
function shortName(iri) {
  const found = Object.entries(PREFIXES).find(([, space]) => iri.startsWith(space) && iri.length > space.length);
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

/** Where an IRI leads: nodes of the graph to this server's own pages, web addresses to themselves, all else nowhere. */
function addressOf(iri) {
  if (iri.startsWith(GIVEN.base) && /^(entity|document|statement)\/./.test(iri.slice(GIVEN.base.length))) return `/${iri.slice(GIVEN.base.length)}`;
  return /^https?:\/\//i.test(iri) && !iri.startsWith(GIVEN.base) ? iri : null;
}
