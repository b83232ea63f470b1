"use strict";

/** Queries are answered by the graph within this file: no request is made. */
Object.assign(WORDS, {
  unread: ["不是合法的 SPARQL，从这里起读不下去：第", "This is not SPARQL; it cannot be read from here on, in line:"],
  line: ["行", ""],
  onlyAsk: ["只能查询，不能修改图。", "The graph can be asked, not changed."],
  beyond: ["查询所需的内存超出限度。", "The query needs more memory than there is."],
  lacking: ["缺少参数：", "A parameter is missing: "],
  unknownName: ["图中没有这个名称：", "Nothing in the graph has this name: "],
  near: ["；相近的有：", "; near it: "],
});

const MOST_ROWS = 10_000;
const LABEL_TAGS = ["@zh", "@en", ""];
const WORKER = { own: null, waiting: new Map(), last: 0, parts: null };
const JSON_ROWS = "application/sparql-results+json";

function bytesOf(id) {
  const packed = atob(byId(id).textContent);
  return Uint8Array.from(packed, (character) => character.charCodeAt(0));
}

/** Start the worker, anew where it was stopped. */
function startWorker() {
  WORKER.parts ??= { engine: bytesOf("engine-wasm"), graph: bytesOf("graph"), unnamed: GIVEN.unnamed };
  const address = URL.createObjectURL(new Blob([byId("engine").textContent], { type: "text/javascript" }));
  WORKER.own = new Worker(address);
  URL.revokeObjectURL(address);
  WORKER.own.onmessage = ({ data }) => {
    WORKER.waiting.get(data.id)?.(data);
    WORKER.waiting.delete(data.id);
    if (data.broken) stopWorker();
  };
  WORKER.own.postMessage(WORKER.parts);
}

/** End the worker, and all that waits for it; the next has the graph ready by the next query. */
function stopWorker() {
  WORKER.own.terminate();
  for (const answer of WORKER.waiting.values()) answer({ stopped: true });
  WORKER.waiting.clear();
  startWorker();
}

/** What Oxigraph says lists all that a character might have been: where it stands says more. */
function troubleOf({ stopped, trouble, broken }, text) {
  if (stopped) return new DOMException("", "AbortError");
  if (broken) return new Error(word("beyond"));
  const found = /^error at (\d+):(\d+)/.exec(trouble);
  if (!found) return new Error(trouble);
  const rest = (text.split("\n")[found[1] - 1] ?? "").slice(found[2] - 1).trim();
  return new Error(`${word("unread")} ${found[1]} ${word("line")} ${cutTo(rest, 60)}`.trim());
}

/** Ask the worker. Raises AbortError when the signal says so, and what the worker could not do. */
function asked(text, form, signal) {
  const id = ++WORKER.last;
  return new Promise((resolve, reject) => {
    const end = () => WORKER.waiting.has(id) && stopWorker();
    signal?.addEventListener("abort", end, { once: true });
    WORKER.waiting.set(id, (said) => {
      signal?.removeEventListener("abort", end);
      if (said.body === undefined) reject(troubleOf(said, text));
      else resolve(said);
    });
    WORKER.own.postMessage({ id, text, form, most: MOST_ROWS });
  });
}

const rowsOf = async (text, signal) => JSON.parse((await asked(text, JSON_ROWS, signal)).body).results.bindings;

/** How much of two names is the same, 0 to 1. */
function likeness(one, other) {
  const rest = [...other];
  const same = [...one].filter((letter) => rest.includes(letter) && rest.splice(rest.indexOf(letter), 1));
  return (2 * same.length) / ([...one].length + [...other].length);
}

async function namesNear(name, signal) {
  const rows = await rowsOf(`SELECT DISTINCT ?label { ?node <${PREFIXES.rdfs}label> ?label }`, signal);
  const near = [...new Set(rows.map(({ label }) => label.value))].map((label) => [likeness(name, label), label]).filter(([alike]) => alike >= 0.4);
  return near.sort(([a, one], [b, other]) => b - a || compare(one, other)).slice(0, 3).map(([, label]) => label);
}

/** The terms that a name may stand for, as kg/query/naming.py finds them: canonical names win over aliases. */
async function termsFor(name, kind, signal) {
  if (kind === "text") return [textTerm(name)];
  const labels = LABEL_TAGS.map((tag) => textTerm(name, tag)).join(" ");
  for (const property of [`${PREFIXES.rdfs}label`, `${PREFIXES.skos}altLabel`]) {
    const rows = await rowsOf(`SELECT DISTINCT ?node { VALUES ?label { ${labels} } ?node <${property}> ?label } ORDER BY ?node`, signal);
    const nodes = rows.map(({ node }) => node).filter((node) => node.type === "uri" && node.value.startsWith(GIVEN.namespace) === (kind === "property"));
    const found = nodes.map((node) => iriTerm(node.value)).filter(Boolean);
    if (found.length) return found;
  }
  const own = `${PREFIXES.kgo}${name}`;
  if (kind === "property" && TERMS.has(own)) return [iriTerm(own)];
  const near = await namesNear(name, signal);
  throw new Error(`${word("unknownName")}${name}${near.length ? `${word("near")}${near.join("、")}` : ""}`);
}

/** The query once for each way to read the names. */
async function boundTexts(text, names, signal) {
  const declared = parametersOf(text);
  const given = new Map(names);
  const lacking = declared.filter(({ name, required }) => required && !given.has(name));
  if (lacking.length) throw new Error(`${word("lacking")}${lacking.map(({ name }) => name).join("、")}`);
  let texts = [[]];
  for (const [name, value] of names) {
    const terms = await termsFor(value, declared.find((one) => one.name === name)?.kind ?? "entity", signal);
    texts = texts.flatMap((before) => terms.map((term) => [...before, [name, term]]));
  }
  return texts.map((terms) => bindTerms(text, terms));
}

function formOf(text, accept) {
  const first = tokensOf(text).find(({ kind, words }) => kind === "word" && /^(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)$/i.test(words))?.words.toUpperCase();
  if (["CONSTRUCT", "DESCRIBE"].includes(first)) return accept === "text/turtle" ? accept : "application/ld+json";
  if (first && !["SELECT", "ASK"].includes(first)) throw new Error(word("onlyAsk"));
  return JSON_ROWS;
}

/** One answer of several: rows follow one another, no row twice; of truths, whether any is. */
function joined(bodies, form) {
  if (bodies.length === 1) return bodies[0];
  if (form === "text/turtle") return bodies.join("\n");
  const said = bodies.map((body) => JSON.parse(body));
  if (form !== JSON_ROWS) return JSON.stringify(said.flat());
  if (said[0].boolean !== undefined) return JSON.stringify({ head: {}, boolean: said.some((one) => one.boolean) });
  const rows = new Map(said.flatMap((one) => one.results.bindings).map((row) => [JSON.stringify(row), row]));
  return JSON.stringify({ head: said[0].head, results: { bindings: [...rows.values()] } });
}

/** As sparql-server.js has it: gives what `fetch` would. */
async function send(text, names, accept, signal) {
  try {
    const form = formOf(text, accept);
    const answers = [];
    for (const bound of await boundTexts(text, names, signal)) answers.push(await asked(bound, form, signal));
    const headers = answers.some(({ cut }) => cut) ? { "X-SPARQL-MaxRows": String(MOST_ROWS) } : {};
    return new Response(joined(answers.map(({ body }) => body), form), { headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return new Response(error.message, { status: 400 });
  }
}

byId("home").remove();
startWorker();
