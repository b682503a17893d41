// @ts-check
import "./sign-out.js";
import { ParleyConsole } from "./parley-console.js";

if (document.querySelector("[data-takes-words]")) import("./take-words.js").then(({ takeWords }) => takeWords());
if (document.querySelector("[data-fills]")) import("./list-file.js").then(({ offerFiles }) => offerFiles());
customElements.get("parley-console") ?? customElements.define("parley-console", ParleyConsole);
