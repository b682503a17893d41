// @ts-check
import { askApi } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-composer.js").ParleyComposer} ParleyComposer */

/** An at sign at the beginning of a word, and what was typed of a name after it, up to the caret. */
const begun = /(?:^|[\s("'“«[-])@([^\n@]{1,40})$/u;

/** @type {WeakMap<ParleyComposer, Names>} */
const all = new WeakMap();

/** Offers the names of those who write in this discussion, where one is being typed. @param {ParleyComposer} composer */
export function offer(composer) {
  if (!all.has(composer)) all.set(composer, new Names(composer));
  all.get(composer)?.look();
}

/** The list under the box. The box keeps the focus; what is chosen in the list is said by aria-activedescendant. */
class Names {
  #list = document.createElement("ul");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  #chosen = -1;
  #asked = "";

  /** @param {ParleyComposer} composer */
  constructor(composer) {
    this.composer = composer;
    this.box = /** @type {HTMLTextAreaElement} */ (composer.box);
    this.#list.className = "pl-names";
    this.#list.role = "listbox";
    this.#list.id = "pl-names-" + Math.random().toString(36).slice(2);
    this.#list.ariaLabel = say("names");
    this.#list.hidden = true;
    this.box.after(this.#list);
    this.box.setAttribute("aria-autocomplete", "list");
    this.box.setAttribute("aria-controls", this.#list.id);
    // Before the composer hears of it: Enter chooses a name here and sends nothing.
    this.box.addEventListener("keydown", (event) => this.#press(event), true);
    this.box.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const at = [...this.#list.children].indexOf(/** @type {Element} */ (event.target));
      if (at >= 0) this.#take(at);
    });
  }

  look() {
    clearTimeout(this.#soon);
    const start = begun.exec(this.box.value.slice(0, this.box.selectionStart))?.[1] ?? "";
    this.#asked = start;
    if (!start.trim()) return this.#close();
    this.#soon = setTimeout(() => this.#ask(start), 150);
  }

  /** @param {string} start */
  async #ask(start) {
    const thread = this.composer.thread;
    if (!thread?.reader || !thread.dataset.thread) return;
    const { ok, answer } = await askApi(`${thread.dataset.api}/names?start=${encodeURIComponent(start)}`);
    // More may have been typed meanwhile.
    if (!ok || start !== this.#asked) return;
    const names = /** @type {string[]} */ (answer.names).filter((name) => name !== start.trim());
    if (!names.length) return this.#close();
    this.#list.replaceChildren(
      ...names.map((name, at) => {
        const option = document.createElement("li");
        option.role = "option";
        option.id = `${this.#list.id}-${at}`;
        option.dir = "auto";
        option.textContent = name;
        return option;
      }),
    );
    this.#list.hidden = false;
    this.#choose(-1);
    thread.tell(say("names-found", { count: names.length }), this.box);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (this.#list.hidden || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.#list.children.length;
    if (event.key === "ArrowDown") this.#choose((this.#chosen + 1) % count);
    else if (event.key === "ArrowUp") this.#choose((this.#chosen <= 0 ? count : this.#chosen) - 1);
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && this.#chosen >= 0) this.#take(this.#chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} at */
  #choose(at) {
    this.#chosen = at;
    [...this.#list.children].forEach((option, i) => (option.ariaSelected = String(i === at)));
    if (at < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", this.#list.children[at].id);
  }

  /** @param {number} at */
  #take(at) {
    const caret = this.box.selectionStart;
    const from = caret - this.#asked.length;
    this.box.setRangeText(this.#list.children[at].textContent + " ", from, caret, "end");
    this.#close();
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #close() {
    clearTimeout(this.#soon);
    this.#list.hidden = true;
    this.#choose(-1);
  }
}
