// What the SPARQL page of one file uses of Oxigraph; `make bundle` makes oxigraph.js of it, and oxigraph.wasm.gz of the package's own.
export { default as open, Store } from "oxigraph";
