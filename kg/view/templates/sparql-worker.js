"use strict";

/**
 * In a worker, so that a long query does not stop the page and can itself be stopped: the graph, held by Oxigraph.
 *
 * It is told {engine, graph, unnamed}: WebAssembly and TriG, both compressed by gzip, and the name for the graph that
 * has none; then {id, text, form, most}, and answers {id, body, cut} or {id, trouble, broken}.
 */
let OPENED = null;

const unpack = async (bytes) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

async function openGraph({ engine, graph, unnamed }) {
  await OXIGRAPH.open({ module_or_path: await unpack(engine) });
  const store = new OXIGRAPH.Store();
  store.load(await unpack(graph), { format: "application/trig", no_transaction: true, lenient: true });
  // As kg/store/disk.py: by itself Oxigraph would tell a triple as often as graphs hold it.
  store.update(`MOVE SILENT DEFAULT TO <${unnamed}> ; INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }`);
  return store;
}

/** The answer in a form, and whether rows were left off. */
function answerOf(store, { text, form, most }) {
  const body = store.query(text, { results_format: form });
  if (form !== "application/sparql-results+json") return { body, cut: false };
  const said = JSON.parse(body);
  if (!said.results || said.results.bindings.length <= most) return { body, cut: false };
  said.results.bindings.length = most;
  return { body: JSON.stringify(said), cut: true };
}

async function answerTo(asked) {
  try {
    return { id: asked.id, ...answerOf(await OPENED, asked) };
  } catch (error) {
    // What WebAssembly breaks off cannot be asked again.
    return { id: asked.id, trouble: String(error.message), broken: error instanceof WebAssembly.RuntimeError };
  }
}

self.onmessage = async ({ data }) => {
  if (data.engine) OPENED = openGraph(data);
  else self.postMessage(await answerTo(data));
};
