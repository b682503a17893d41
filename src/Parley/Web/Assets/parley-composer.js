// @ts-check
import { kept } from "./device.js";
import { Draft } from "./draft.js";
import { askApi } from "./trusted.js";
import { say } from "./words.js";

/**
 * The form in which a comment is written. Without script it posts itself; with it the words are kept while they are written,
 * what is left of their length is shown, and they are sent without leaving the page. Nothing is ever sent by itself, and
 * the words go only when the server has said that it has them. Tells `parley-posted`, with the server's answer.
 */
export class ParleyComposer extends HTMLElement {
  /** @type {Draft | undefined} */ draft;
  /** What the server said of words that would wait, which have come back once. @type {string | undefined} */ nudge;
  /** Why staff publish them all the same. @type {string | undefined} */ override;
  /** Whether anything was typed here since the page came. */
  isTyped = false;
  #isBusy = false;
  #fault = document.createElement("div");

  connectedCallback() {
    this.thread = /** @type {import("./parley-thread.js").ParleyThread | null} */ (this.closest("parley-thread"));
    this.form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    this.box = /** @type {HTMLTextAreaElement} */ (this.form.elements.namedItem("body"));
    this.state = this.querySelector("[data-part=state]");
    this.addEventListener("input", () => ((this.isTyped = true), this.#changed()));
    if (this.thread) this.form.addEventListener("submit", (event) => this.#preview(event));
    // An edit changes what is there, and is sent by the form itself.
    if (!this.thread || this.form.dataset.purpose === "edit") return;
    const [, parent] = /\/c\/([\w-]+)\/reply\b/.exec(this.form.action) ?? [];
    this.parent = parent;
    const url = new FormData(this.form).get("url");
    this.draft = new Draft(`${this.thread.dataset.thread ?? url}/${parent ?? ""}`);
    this.form.addEventListener("submit", (event) => {
      // A guest gives a name and an address, and gets a page of answers to that: the form goes as it is.
      if (!this.thread?.reader && new FormData(this.form).get("guestName")) return this.draft?.answered();
      event.preventDefault();
      this.#send();
    });
    this.thread.addEventListener("parley-reader", () => this.#belong());
    this.#show();
    this.#belong();
  }

  /** The reader is known, or is another one now. */
  #belong() {
    if (!this.draft || this.thread?.reader === undefined) return;
    const draft = this.draft.for(this.thread.reader?.id ?? "", this.isTyped || !kept());
    const isOther = draft !== this.draft && draft.body !== this.box?.value;
    this.draft = draft;
    if (isOther) this.#show();
    else this.#changed();
  }

  #show() {
    if (!this.box || !this.draft) return;
    // What was typed before this script came, or the browser brought back, is the reader's too.
    if (this.draft.owner || !this.box.value) this.box.value = this.draft.body;
    this.#changed();
  }

  #changed() {
    const text = this.box?.value ?? "";
    this.draft?.keep(text);
    if (this.draft && this.isTyped) this.thread?.back?.keep(this.draft);
    if (this.thread && text.includes("@")) import("./mention.js").then(({ offer }) => offer(this));
    const left = Number(this.box?.dataset.max) - [...text.normalize()].length;
    if (!this.state) return;
    this.state.textContent = text ? say(left < 0 ? "over" : "left", { count: Math.abs(left) }) : "";
    this.state.className = left < 0 ? "pl-error" : "pl-hint";
  }

  /** Shows the words as they will stand, where the button for it was pressed. @param {SubmitEvent} event */
  #preview(event) {
    if (/** @type {HTMLButtonElement | null} */ (event.submitter)?.name !== "preview") return;
    event.preventDefault();
    // Nothing else hears of it: nothing is sent.
    event.stopImmediatePropagation();
    import("./preview.js").then(({ preview }) => preview(this)).catch(() => this.thread?.tell(say("failed"), /** @type {HTMLFormElement} */ (this.form)));
  }

  async #send() {
    if (this.#isBusy || !this.form || !this.draft || !this.thread) return;
    if (this.thread.reader === null && !this.thread.hasEntry) return this.thread.needAccount(this.form);
    this.#isBusy = true;
    this.form.ariaBusy = "true";
    this.#say();
    const fields = new FormData(this.form);
    // The first comment under a page names the page.
    const page = fields.has("url") && !this.thread.dataset.thread ? { url: fields.get("url"), identifier: fields.get("id") || undefined } : {};
    const words = { id: this.draft.id, body: fields.get("body"), parentId: this.parent, nudge: this.nudge, override: this.override, ...page };
    this.override = undefined;
    const sent = await askApi(this.thread.dataset.api + "/comments?fragment", "POST", words).catch(() => null);
    this.#isBusy = false;
    this.form.ariaBusy = null;
    if (sent?.ok) this.#sent(sent);
    else if (sent?.status === 401) this.#signedOut();
    else if (sent && sent.status < 500) this.#refused(sent.answer);
    else this.#lost();
  }

  /** @param {{answer: any, body?: HTMLElement}} detail */
  #sent(detail) {
    this.nudge = undefined;
    if (this.box) this.box.value = "";
    if (this.draft) this.thread?.back?.keep({ ...this.draft, body: "" });
    this.draft?.answered();
    this.#changed();
    this.dispatchEvent(new CustomEvent("parley-posted", { bubbles: true, detail }));
  }

  /** The sign-in ran out while the words were written. */
  #signedOut() {
    if (!this.thread || !this.form) return;
    this.thread.reader = null;
    this.thread.needAccount(this.form);
  }

  /** @param {{code?: string, title?: string, reasons?: string[], link?: string, nudge?: string, mayOverride?: boolean}} problem */
  #refused(problem) {
    const { code, title = say("failed"), reasons = [], link, nudge } = problem;
    if (nudge) {
      this.nudge = nudge;
      import("./nudge.js").then(({ ask }) => ask(this, problem)).catch(() => this.#say("pl-error", title));
      return;
    }
    // The first words did arrive; these are others, and would be a comment of their own.
    if (code === "comment-id-taken") this.draft?.renew();
    this.#say("pl-error", [title, ...reasons].join(" "));
    if (link) import("./token.js").then(({ linkTo }) => this.#fault.append(" ", linkTo(link)));
    if (code === "parent-gone") this.#offerPlace();
    this.box?.setAttribute("aria-invalid", "true");
    this.box?.focus();
  }

  /** An answer to what is gone says something else when it stands alone. It does so only when its writer wants it. */
  #offerPlace() {
    const button = makeButton(say("alone"));
    button.addEventListener("click", () => (this.parent = undefined));
    this.#fault.append(button);
  }

  #lost() {
    this.#say("pl-say", say("lost"), "strong");
    const kept = Object.assign(document.createElement("p"), { textContent: say("kept") });
    this.#fault.append(kept, makeButton(say("again")));
  }

  /** What is wrong, said at the field; nothing, when nothing is. @param {string} [kind] @param {string} [sentence] @param {string} [tag] */
  #say(kind = "", sentence = "", tag = "span") {
    this.querySelector(".pl-error[role=alert]")?.remove();
    this.box?.removeAttribute("aria-invalid");
    this.#fault.remove();
    if (!sentence) return;
    this.#fault.className = kind;
    this.#fault.dataset.kind = "bad";
    this.#fault.role = "alert";
    this.#fault.id = `${this.box?.id}-fault`;
    this.#fault.replaceChildren(Object.assign(document.createElement(tag), { textContent: sentence }));
    this.box?.before(this.#fault);
    this.box?.setAttribute("aria-errormessage", this.#fault.id);
  }
}

/** A button that sends the form. @param {string} textContent */
const makeButton = (textContent) => Object.assign(document.createElement("button"), { className: "pl-btn", textContent });
