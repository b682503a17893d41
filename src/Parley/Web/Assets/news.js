// @ts-check
import { fetchComments, placeNew } from "./arrive.js";
import { askPage } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {{number: number, kind: "published" | "edited" | "gone" | "reacted" | "opened" | "closed" | "quiet" | "reset", comment?: string, parent?: string, appreciations?: number, count?: number}} Change */

/** How often the row may say another number: whoever hears the page read aloud hears nothing else otherwise. */
const sayEvery = 2_000;

const find = (/** @type {string | undefined} */ id) => document.getElementById("c-" + id);

/** Whether its words are on the page, for everyone. @param {string | undefined} id */
const isThere = (id) => find(id)?.dataset.state === undefined && find(id) !== null;

/** Shows on an open page what has changed, and moves nothing that is being read: new comments come when they are asked for. */
export class News {
  /** Comments that are there and not shown: each with what it answers. @type {Map<string, string | undefined>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;
  #isBehind = false;

  /** @param {ParleyThread} thread */
  constructor(thread) {
    this.thread = thread;
    // One's own comment comes with the answer to it, before or after everybody hears of it.
    thread.addEventListener("parley-shown", () => this.#announce());
  }

  /** @param {Change} change */
  take({ kind, comment, parent, appreciations, count }) {
    const shown = find(comment);
    const run = {
      published: () => {
        if (!isThere(comment)) this.#waiting.set(String(comment), parent);
      },
      gone: () => {
        this.#waiting.delete(String(comment));
        // Its author sees in its place that it waits.
        if (shown && shown.dataset.state !== "held") leave(shown);
      },
      edited: () => shown && whenSeen(shown, () => this.#edit(shown)),
      reacted: () => {
        const number = shown?.querySelector(".pl-acts > [formaction] > span");
        if (number) number.textContent = appreciations ? say("number", { count: appreciations }) : "";
      },
      closed: () => this.#offer(say("closed"), ""),
      opened: () => this.#offer(say("opened"), ""),
      reset: () => (this.#isBehind = true),
      quiet: () => {},
    }[kind];
    // What only a newer server tells moves nothing here.
    run?.();
    const counted = this.thread.querySelector(".pl-count");
    if (counted && count !== undefined) counted.textContent = say("comments", { count });
    if (kind === "published" || kind === "gone" || kind === "reset") this.#saying ??= setTimeout(() => this.#announce(), this.#offered ? sayEvery : 0);
  }

  get #row() {
    return this.thread.querySelector(".pl-news");
  }

  get #offered() {
    return this.#row?.querySelector('button[data-part="show"]');
  }

  #announce() {
    this.#saying = undefined;
    for (const id of this.#waiting.keys()) if (isThere(id)) this.#waiting.delete(id);
    const count = this.#waiting.size;
    if (count > 0 || this.#isBehind) this.#offer(say("news", { count }), this.#isBehind ? say("anew") : say("show-news"));
    else if (this.#offered) {
      this.#offer("", "");
      this.thread.back?.say();
    }
  }

  /** Says something in the row, and what one may do about it. @param {string} sentence @param {string} act */
  #offer(sentence, act) {
    const row = this.#row;
    if (!row) return;
    const [said, acts] = row.children;
    said.textContent = sentence;
    if (!act) return acts.replaceChildren();
    const button = this.#offered ?? document.createElement("button");
    Object.assign(button, { className: "pl-bare pl-news-button", textContent: act, onclick: () => this.#show() });
    button.setAttribute("data-part", "show");
    if (!button.isConnected) acts.replaceChildren(button);
  }

  async #show() {
    if (this.#isBehind) return location.reload();
    const button = this.#offered;
    if (!button || button.ariaBusy) return;
    button.ariaBusy = "true";
    const ids = [...this.#waiting.keys()];
    const { version } = this.thread.dataset;
    const { came, isAll } = await fetchComments(this.thread, ids).catch(() => ({ came: null, isAll: false }));
    button.ariaBusy = null;
    if (!came) return this.thread.tell(say("failed"), button);
    this.#isBehind = !isAll;
    for (const article of came) placeNew(this.thread, article, this.#waiting.get(article.id.slice(2)));
    for (const id of ids) this.#waiting.delete(id);
    if (isAll) this.thread.shown = Number(version);
    this.#announce();
    this.thread.back?.shown();
    // By then it is known whom this reader does not want to hear.
    await this.thread.refresh();
    const [first] = [...this.thread.querySelectorAll("article[data-new]:not([data-muted])")].filter((one) => came.includes(/** @type {HTMLElement} */ (one)));
    if (first) this.thread.show(/** @type {HTMLElement} */ (first));
  }

  /** Puts other words where the comment's stand. What its reader does with it stays as it is. @param {HTMLElement} shown */
  async #edit(shown) {
    const permalink = /** @type {HTMLAnchorElement | null} */ (shown.querySelector(".pl-when"))?.href;
    if (!permalink) return;
    const { body } = await askPage(`${permalink.split("#")[0]}?frame=1&v=${this.thread.dataset.version}`);
    const now = body.querySelector(`#${CSS.escape(shown.id)}`);
    const words = now?.querySelector(".pl-text");
    if (!words) return;
    shown.querySelector(".pl-text")?.replaceWith(words);
    const mark = now?.querySelector(".pl-edited");
    if (mark && !shown.querySelector(".pl-edited")) shown.querySelector(".pl-head")?.append(mark);
  }
}

/** Takes a comment's words away at once, and keeps their room: what stands below does not jump. @param {HTMLElement} article */
export function leave(article) {
  const room = article.getBoundingClientRect().height;
  // What somebody is writing under it is theirs, and stays where it is.
  const own = article.querySelector(":scope > section");
  const box = own?.querySelector("textarea") ?? own;
  const top = box?.getBoundingClientRect().top ?? 0;
  const gone = Object.assign(document.createElement("p"), { textContent: say("gone") });
  for (const part of [...article.children]) if (part !== own) part.remove();
  article.prepend(gone);
  article.dataset.state = "gone";
  if (box) gone.style.minBlockSize = gone.getBoundingClientRect().height + top - box.getBoundingClientRect().top + "px";
  else article.style.minBlockSize = room + "px";
}

/**
 * Once it is on the screen and nobody writes, and not all at once with everybody else: an edit above what is being read or written
 * would push it away.
 * @param {Element} element
 * @param {() => void} run
 */
function whenSeen(element, run) {
  const seen = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    seen.disconnect();
    setTimeout(whenAtRest, Math.random() * 1_000, run);
  });
  seen.observe(element);
}

/** @param {() => void} run */
function whenAtRest(run) {
  if (!document.activeElement?.matches("textarea, input")) return run();
  document.addEventListener("focusout", () => setTimeout(whenAtRest, 0, run), { once: true });
}
