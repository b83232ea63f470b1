"use strict";

/**
 * The editor, by CodeMirror, which no other script knows.
 *
 * createEditor(container, {onRun(), onChange(text), onQuery(name)}) → {text(), setText(text), markLine(number), focus(), view}
 *
 * It lives in a shadow tree, where CodeMirror adopts its styles instead of writing them into the page: the page's policy
 * allows no style that it does not know.
 */
const KEYWORDS = ("SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS PREFIX ASK CONSTRUCT DESCRIBE FROM NAMED LIMIT OFFSET " +
  "GROUP BY HAVING ORDER ASC DESC EXISTS NOT IN COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT CONTAINS STRSTARTS STRENDS REGEX LANG STR DATATYPE " +
  "COALESCE IF BOUND YEAR MONTH DAY CONCAT SUBSTR STRLEN REPLACE LCASE UCASE ABS ROUND CEIL FLOOR isIRI isLiteral UNDEF").split(" ");
const MOST_OPTIONS = 60;

const declaredPrefixes = (text) => new Set([...text.matchAll(/^\s*PREFIX\s+([\w-]*):/gim)].map((found) => found[1]));

/** Lines that declare what a query uses of the prefixes that the page knows and does not declare itself. */
function missingPrefixes(text) {
  const bare = text.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*$/gm, " ");
  const declared = declaredPrefixes(text);
  const used = [...new Set([...bare.matchAll(/(?<![\w?$:@-])([a-z][\w-]*):/gi)].map((found) => found[1]))].filter((prefix) => PREFIXES[prefix] && !declared.has(prefix));
  return used.sort().map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}>\n`).join("");
}

/** How well a term fits what is typed: less is better, null is not at all. */
function fitOf(term, typed) {
  if (!typed) return 5;
  const name = term.name.toLowerCase();
  const local = name.slice(name.indexOf(":") + 1);
  if (name.startsWith(typed) || local.startsWith(typed)) return 0;
  if (term.zh.startsWith(typed) || term.en.toLowerCase().startsWith(typed)) return 1;
  if (term.zh.includes(typed) || term.en.toLowerCase().includes(typed)) return 2;
  return local.includes(typed) ? 3 : null;
}

/** Put a term in, and declare its prefix where the query does not. */
function applyTerm(view, name, from, to) {
  const declare = missingPrefixes(`${view.state.sliceDoc()}\n${name} `);
  const head = headEnd(view.state.sliceDoc());
  const changes = [{ from, to, insert: name }];
  if (declare && head <= from) changes.unshift({ from: head, insert: declare });
  const before = declare && head <= from ? declare.length : 0;
  view.dispatch({ changes, selection: { anchor: from + name.length + before }, userEvent: "input.complete" });
}

/** Where further prefixes go: behind the comments that a query begins with. */
const headEnd = (text) => /^(?:[ \t]*(?:#.*)?\n)*/.exec(text)[0].length;

function termOptions(typed, wantsClass) {
  const found = [];
  for (const term of TERMS.values()) {
    const fit = fitOf(term, typed);
    if (fit === null || (wantsClass && term.kind !== "class")) continue;
    found.push({ fit: fit + (term.kind === "property" ? 0 : 0.5), term });
  }
  found.sort((a, b) => a.fit - b.fit || (a.term.name < b.term.name ? -1 : 1));
  return found.slice(0, MOST_OPTIONS).map(({ term }) => ({
    label: term.name, detail: `${term.zh} ${term.en}`, type: term.kind,
    apply: (view, _, from, to) => applyTerm(view, term.name, from, to),
  }));
}

function variableOptions(text, typed) {
  const names = new Set([...text.matchAll(/[?$]([\p{L}_][\p{L}\p{N}_]*)/gu)].map((found) => `?${found[1]}`));
  names.delete(typed.replace("$", "?"));
  return [...names].sort().map((label) => ({ label, type: "variable" }));
}

const keywordOptions = (typed) =>
  KEYWORDS.filter((name) => typed && name.toLowerCase().startsWith(typed)).map((label) => ({ label, type: "keyword" }));

const prefixOptions = (typed) =>
  Object.keys(PREFIXES).filter((name) => typed && name.startsWith(typed)).map((name) => ({ label: `${name}:`, detail: PREFIXES[name], type: "namespace" }));

function queryOptions(text, typed, onQuery) {
  if (/\{/.test(text)) return [];
  return GIVEN.queries.filter(([name, zh, en]) => `${name} ${zh} ${en}`.toLowerCase().includes(typed)).map(([name, zh, en]) => ({
    label: name, detail: STATE.language ? en : zh, type: "text", apply: () => onQuery(name),
  }));
}

/** What may stand where the cursor is. */
function completions(onQuery) {
  return (context) => {
    const node = CODEMIRROR.syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (/comment|string/i.test(node)) return null;
    const text = context.state.sliceDoc();
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) return { from: variable.from, options: variableOptions(text, variable.text), validFor: /^[?$][\p{L}\p{N}_]*$/u };
    const found = context.matchBefore(/[\p{L}_][\p{L}\p{N}_:-]*/u);
    if (!found && !context.explicit) return null;
    const from = found ? found.from : context.pos;
    const typed = (found ? found.text : "").toLowerCase();
    const wantsClass = /(?:\sa|rdf:type)\s+$/.test(text.slice(0, from));
    const options = [...queryOptions(text, typed, onQuery), ...prefixOptions(typed), ...keywordOptions(typed), ...termOptions(typed, wantsClass)];
    return options.length ? { from, options: options.slice(0, MOST_OPTIONS), filter: false } : null;
  };
}

function editorLook() {
  const { EditorView, HighlightStyle, tags } = CODEMIRROR;
  const look = EditorView.theme({
    "&": { fontSize: "14px", color: "var(--ink)", backgroundColor: "transparent" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: '"SFMono-Regular", Consolas, "Noto Sans Mono CJK SC", "Noto Sans CJK SC", monospace', minHeight: "150px", maxHeight: "44vh" },
    ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--chip)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "var(--mark-ink)" },
    ".cm-placeholder": { color: "var(--soft)" },
    ".cm-wrong": { backgroundColor: "color-mix(in srgb, var(--negated) 20%, transparent)", boxShadow: "inset 3px 0 var(--negated)" },
    ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px", maxWidth: "92vw" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "15em", fontFamily: "inherit" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--surface)" },
    ".cm-completionDetail": { fontStyle: "normal", opacity: ".75" },
  });
  const colors = HighlightStyle.define([
    { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
    { tag: [tags.variableName, tags.local(tags.variableName)], color: "var(--expected)" },
    { tag: [tags.string, tags.character], color: "var(--negated)" },
    { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
    { tag: [tags.atom, tags.propertyName], color: "var(--claimed)" },
    { tag: [tags.number, tags.meta], color: "var(--planned)" },
  ]);
  return [look, CODEMIRROR.syntaxHighlighting(colors)];
}

/** One line at a time may be marked as wrong, until the text changes. */
function wrongLine() {
  const { Decoration, EditorView, StateEffect, StateField } = CODEMIRROR;
  const mark = StateEffect.define();
  const field = StateField.define({
    create: () => Decoration.none,
    update(marked, { effects, docChanged, state }) {
      for (const effect of effects) {
        if (!effect.is(mark)) continue;
        if (effect.value === null || effect.value > state.doc.lines) return Decoration.none;
        return Decoration.set([Decoration.line({ class: "cm-wrong" }).range(state.doc.line(effect.value).from)]);
      }
      return docChanged ? Decoration.none : marked;
    },
    provide: (own) => EditorView.decorations.from(own),
  });
  return { mark, field };
}

/**
 * Text typed over a selection is put in here: left to the browser, it keeps the look of what was there in a style of its
 * own, which the page's policy refuses and complains of.
 */
function replacesSelection() {
  const { EditorView } = CODEMIRROR;
  const beforeinput = (event, view) => {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || empty || view.composing) return false;
    event.preventDefault();
    const typed = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, typed))) view.dispatch(typed());
    return true;
  };
  return EditorView.domEventHandlers({ beforeinput });
}

function createEditor(container, hooks) {
  const cm = CODEMIRROR;
  const wrong = wrongLine();
  const run = { key: "Mod-Enter", run: () => { hooks.onRun(); return true; } };
  const extensions = [
    cm.lineNumbers(), cm.highlightActiveLineGutter(), cm.highlightActiveLine(), cm.highlightSpecialChars(), cm.history(), cm.drawSelection(), cm.bracketMatching(),
    cm.closeBrackets(), cm.autocompletion({ override: [completions(hooks.onQuery)], icons: false, activateOnTypingDelay: 60 }),
    cm.keymap.of([run, ...cm.closeBracketsKeymap, ...cm.completionKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
    cm.StreamLanguage.define(cm.sparql), cm.EditorView.lineWrapping, cm.placeholder(word("start")), wrong.field, replacesSelection(), ...editorLook(),
    cm.EditorView.contentAttributes.of({ "aria-label": word("editor"), spellcheck: "false", autocapitalize: "off" }),
    cm.EditorView.updateListener.of((update) => { if (update.docChanged) hooks.onChange(update.state.sliceDoc()); }),
  ];
  const root = container.attachShadow({ mode: "open" });
  const view = new cm.EditorView({ state: cm.EditorState.create({ doc: "", extensions }), root, parent: root });
  return {
    view,
    text: () => view.state.sliceDoc(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: cm.isolateHistory.of("full") }),
    /** Declare the prefixes that the text uses, in front of its first line of SPARQL. */
    completePrefixes() {
      const declare = missingPrefixes(view.state.sliceDoc());
      if (declare) view.dispatch({ changes: { from: headEnd(view.state.sliceDoc()), insert: declare } });
    },
    markLine(number) {
      view.dispatch({ effects: wrong.mark.of(number) });
      if (number !== null && number <= view.state.doc.lines) view.dispatch({ effects: cm.EditorView.scrollIntoView(view.state.doc.line(number).from, { y: "center" }) });
    },
    focus: () => view.focus(),
  };
}
