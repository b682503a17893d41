// @ts-check
import { ParleyThread } from "./parley-thread.js";

customElements.get("parley-thread") ?? customElements.define("parley-thread", ParleyThread);
