// @ts-check
/**
 * The moderators' desk: a control with `data-key` is pressed by that key. Keys are for whoever reads, not for whoever writes:
 * none works while a field has the focus or an input method runs, and after a decision none until the next page is there.
 *
 * Rejecting takes two keys, R and the number of a rule; a letter between them chooses another than the first of its ready texts. While a comment is in front of somebody, the desk hears of it.
 */
export class ParleyConsole extends HTMLElement {
  #left = new AbortController();
  #isDone = false;

  connectedCallback() {
    this.#left = new AbortController();
    const { signal } = this.#left;
    addEventListener("keydown", (event) => this.#press(event), { signal });
    addEventListener("submit", () => (this.#isDone = true), { signal });
    // Back from the next page, by the browser's memory: there is something to decide again.
    addEventListener("pageshow", () => this.#begin(), { signal });
    addEventListener("change", () => this.#needRule(), { signal });
    this.#needRule();
    const beat = setInterval(() => this.#keep(), 60_000);
    signal.addEventListener("abort", () => clearInterval(beat));
  }

  disconnectedCallback() {
    this.#left.abort();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (this.#isDone || event.repeat || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return this.#leave();
    if (isWriting()) return;
    const control = this.#find(event.key.toLowerCase());
    const form = this.#choosing;
    if (form?.querySelector(`[data-text="${CSS.escape(event.key.toLowerCase())}"]`)) {
      event.preventDefault();
      return this.#pick(form, event.key.toLowerCase());
    }
    if (form && (control?.matches("[type=radio]") || event.key.toLowerCase() === "r" || event.key === "Enter")) {
      event.preventDefault();
      if (!control?.matches("[type=radio]") && !form.querySelector("[type=radio]:checked")) return;
      if (control instanceof HTMLInputElement && control.type === "radio") {
        const text = /** @type {HTMLElement | null} */ (form.querySelector(`[data-picked][data-of="${control.value}"]`));
        // A letter that this rule has not is a slip: nothing goes out that nobody meant.
        if (!text && form.querySelector("[data-picked]")) return this.#pick(form, null);
        (text ?? control).click();
      }
      this.#choose(null);
      /** @type {HTMLElement | null} */ (form.querySelector("[data-key=r]"))?.click();
      return;
    }
    this.#choose(null);
    if (!control) return;
    event.preventDefault();
    const asks = control.matches("[data-key=r]") ? control.closest("form") : null;
    if (asks?.querySelector("[type=radio][data-key]")) return this.#choose(asks);
    control.focus();
    control.click();
    // What a key opened is to be written in.
    const opened = control.parentElement;
    if (opened instanceof HTMLDetailsElement && opened.open)
      /** @type {HTMLElement | null} */ (opened.querySelector("a, select, textarea, input:not([type=hidden])"))?.focus();
  }

  /** @param {string} key @returns {HTMLElement | null} */
  #find = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

  /** @type {HTMLFormElement | null} The form that waits for the number of a rule. */
  #choosing = null;

  /** @param {HTMLFormElement | null} form */
  #choose(form) {
    for (const [one, isOn] of /** @type {const} */ ([[this.#choosing, false], [form, true]])) {
      one?.toggleAttribute("data-choosing", isOn);
      /** @type {HTMLElement | null | undefined} */ (one?.querySelector("[data-choose]"))?.toggleAttribute("hidden", !isOn);
    }
    if (this.#choosing) this.#pick(this.#choosing, null);
    this.#choosing = form;
  }

  /** Which of a rule's ready texts the next number takes: none but the first where it is null. @param {HTMLFormElement} form @param {string | null} letter */
  #pick(form, letter) {
    for (const text of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-text]")))
      text.toggleAttribute("data-picked", text.dataset.text === letter);
  }

  #begin() {
    this.#isDone = false;
    this.#needRule();
  }

  /** Something against a writer names a rule of the house, but that their words wait, and what is for every site: whoever forgets it loses nothing. */
  #needRule() {
    const kind = /** @type {HTMLSelectElement | null} */ (document.querySelector("#sanction [name=kind]"));
    const isEverywhere = document.querySelector("#sanction [name=where]:checked") !== null;
    document.querySelector("#sanction-rule")?.toggleAttribute("required", kind?.value !== "hold" && !isEverywhere);
  }

  /** Out of what was begun: a choice, or a field, whose words stay. */
  #leave() {
    this.#choose(null);
    const field = /** @type {HTMLElement | null} */ (document.activeElement);
    const opened = isWriting() || field?.matches("a") ? field?.closest("details") : null;
    field?.blur();
    if (opened instanceof HTMLDetailsElement) opened.open = false;
  }

  /** A sign of life, so that the comment stays whose it is. Without an answer nothing is lost: the decision says what became of it. */
  #keep() {
    const url = this.dataset.keep;
    if (!url || this.#isDone || document.hidden) return;
    fetch(url, { method: "POST", body: new URLSearchParams({ do: "keep" }) }).catch(() => undefined);
  }
}

const isWriting = () => document.activeElement?.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
