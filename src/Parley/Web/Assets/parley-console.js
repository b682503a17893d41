// @ts-check
/**
 * The moderators' desk: a control with `data-key` is pressed by that key. Keys are for whoever reads, not for whoever writes:
 * none works while a field has the focus or an input method runs, and after a decision none until the next page is there.
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
    addEventListener("pageshow", () => (this.#isDone = false), { signal });
  }

  disconnectedCallback() {
    this.#left.abort();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (this.#isDone || event.repeat || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting()) return;
    const control = /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`));
    if (!control) return;
    event.preventDefault();
    control.focus();
    control.click();
  }
}

const isWriting = () => document.activeElement?.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
