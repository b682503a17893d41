// @ts-check
import "./sign-out.js";
import { ParleyConsole } from "./parley-console.js";

customElements.get("parley-console") ?? customElements.define("parley-console", ParleyConsole);
