"use strict";

/**
 * What the user fills in, put into a query as data: `VALUES ?name { term }` in each group that uses the variable, as
 * kg/store/binding.py and kg/store/tokens.py do it, where the reasons stand.
 */
const TOKEN = new RegExp([
  /(?<comment>#[^\n\r]*)/, /(?<iri><[^<>"{}|^`\x00-\x20]*>)/,
  /(?<text>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")/,
  /[?$](?<variable>[\p{L}\p{N}_]+)/, /(?<name>(?:\p{L}[\p{L}\p{N}_.\-]*)?:(?:[\p{L}\p{N}_:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*)/,
  /(?<word>[\p{L}_][\p{L}\p{N}_]*)/, /(?<sign>\S)/,
].map(({ source }) => source).join("|"), "gsu");

/** Tokens in order, {kind, words, end}; comments and white space left out. */
function tokensOf(text) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const [kind, words] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (kind !== "comment") found.push({ kind, words, end: match.index + match[0].length });
  }
  return found;
}

/** Which word makes the next brace one of data or of a template: `CONSTRUCT {`, `VALUES (?a ?b) {`. */
const openerOf = (word, before) => (["CONSTRUCT", "VALUES"].includes(word) ? word : word === "WHERE" ? "" : before);

/** The groups of a well-formed query, {start, outer, select, own, all}; templates and data are none. */
function groupsOf(text) {
  const [found, open] = [[], []];
  let [before, opener] = ["", ""];
  for (const { kind, words, end } of tokensOf(text)) {
    const [around] = open.slice(-1);
    if (kind === "sign" && words === "{") {
      const group = opener ? null : { start: end, outer: !open.length || Boolean(around?.select), select: false, own: new Set(), all: new Set() };
      if (group) found.push(group);
      open.push(group);
      opener = "";
    } else if (kind === "sign" && words === "}") open.pop();
    else if (kind === "variable" && around) {
      around.own.add(words);
      for (const group of open) group?.all.add(words);
    } else if (kind === "word") {
      opener = openerOf(words.toUpperCase(), opener);
      if (words.toUpperCase() === "SELECT" && before === "{" && around) around.select = true;
    }
    before = words;
  }
  return found;
}

/** Put terms, [[name of a variable, as SPARQL has it]], into a query. */
function bindTerms(text, terms) {
  for (const group of groupsOf(text).reverse()) {
    const used = group.outer ? group.all : group.own;
    const said = terms.filter(([name]) => used.has(name)).map(([name, term]) => `VALUES ?${name} { ${term} }`).join(" ");
    if (said && !group.select) text = `${text.slice(0, group.start)} ${said} ${text.slice(group.start)}`;
  }
  return text;
}

const NOT_IN_AN_IRI = /[\u0000-\u0020<>"{}|\\^`]/;

/** JSON's way to write a text is one of SPARQL's. */
const textTerm = (text, tag = "") => `${JSON.stringify(text)}${tag}`;

/** An IRI as SPARQL has it; null for what cannot be written as one. */
const iriTerm = (iri) => (NOT_IN_AN_IRI.test(iri) ? null : `<${iri}>`);
