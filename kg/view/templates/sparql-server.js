"use strict";

/** Queries are sent to the server that the page came from; with parameters, to where names are looked up and bound. */
function send(text, names, accept, signal) {
  const body = new URLSearchParams([["query", text], ...names.map(([name, value]) => [`$${name}`, value])]);
  return fetch(names.length ? "/editor/ask" : "/sparql", { method: "POST", body, headers: { Accept: accept }, signal });
}
