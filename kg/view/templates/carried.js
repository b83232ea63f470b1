"use strict";

/** The data that the page carries in an element: JSON as it is, or deflated in base64 where there is much of it. */
function carriedData(element) {
  const text = element.textContent;
  if (element.type === "application/json") return JSON.parse(text);
  element.textContent = ""; // what is read is not needed twice
  return withSharedTexts(JSON.parse(FFLATE.strFromU8(FFLATE.inflateSync(bytesOf(text)))));
}

/** The same data, each text that many facts have kept but once. */
function withSharedTexts(data) {
  const texts = new Map();
  const shared = (text) => {
    if (!texts.has(text)) texts.set(text, text);
    return texts.get(text);
  };
  for (const entity of data.entities) entity.type = shared(entity.type);
  for (const fact of data.facts) {
    fact.property = shared(fact.property);
    for (const evidence of fact.evidences) for (const key of ["rule", "quote", "before", "after"]) evidence[key] = shared(evidence[key]);
  }
  return data;
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
