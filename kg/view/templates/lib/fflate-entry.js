export { inflateSync, strFromU8 } from "fflate";
