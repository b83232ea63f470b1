"use strict";

const ROWS = 500;

function tableRow(place) {
  const fact = DATA.facts[place];
  const first = fact.evidences[0];
  return make("tr", { "data-fact": place },
    make("td", {}, entityLink(fact.subject)),
    make("td", {}, propertyName(fact.property)),
    make("td", {}, ...valueParts(fact.object).filter(Boolean).flatMap((part) => [part, " "]), ...fact.qualifiers.map(qualifierChip)),
    make("td", {}, badge(fact.status), " ", speakerOf(fact) || ""),
    make("td", { class: "quote" }, first ? first.quote : ""),
    make("td", {}, first && DATA.documents[first.document] ? postTitle(DATA.documents[first.document]) : ""));
}

/** All facts that the filters let through, as a table: the accessible alternative to the drawing. */
function renderTable(container, limit = ROWS) {
  const places = DATA.facts.map((_, place) => place).filter(factShown);
  const heads = ["subject", "relation", "object", "status", "evidence", "sources"].map((key) => make("th", { scope: "col" }, word(key)));
  const table = make("table", {},
    make("caption", {}, `${places.length} ${word("facts")}`),
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...places.slice(0, limit).map(tableRow)));
  const more = places.length > limit ? action("more", () => renderTable(container, limit + ROWS)) : "";
  container.replaceChildren(table, more);
}

VIEWS.set("table", { word: "table", render: renderTable });
