// @ts-check
import { placeOf, put } from "./own.js";
import { askPage } from "./trusted.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {{number: number, kind: "published" | "edited" | "gone" | "reacted" | "opened" | "closed" | "quiet" | "reset", comment?: string, parent?: string, appreciations?: number, count?: number}} Change */

/** The most new comments that are fetched one by one, where they are on no page that could be fetched whole. */
const mostSingle = 20;

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
    else if (this.#offered) this.#offer("", "");
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
    const came = await this.#fetch(ids).catch(() => null);
    if (!came) {
      button.ariaBusy = null;
      return this.thread.tell(say("failed"), button);
    }
    for (const article of came) this.#place(article);
    for (const id of ids) this.#waiting.delete(id);
    button.ariaBusy = null;
    this.#announce();
    const [first] = [...this.thread.querySelectorAll("article[data-new]")].filter((one) => came.includes(/** @type {HTMLElement} */ (one)));
    if (first) this.thread.show(/** @type {HTMLElement} */ (first));
    this.thread.refresh();
  }

  /**
   * The comments, as they are now: most stand on the thread's newest page, which everyone gets from the same memory. What was taken
   * away meanwhile does not come.
   * @param {string[]} ids
   */
  async #fetch(ids) {
    const { thread } = this;
    const home = `${thread.root.replace(/\/api\/v1$/, "")}/${thread.site}`;
    const { ok, body } = await askPage(`${home}/t/${thread.dataset.thread}?order=newest&frame=1&v=${thread.dataset.version}`);
    if (!ok) throw new Error("The news did not come");
    const came = [];
    let single = 0;
    for (const id of ids) {
      let article = /** @type {HTMLElement | null} */ (body.querySelector(`#c-${CSS.escape(id)}`));
      if (!article && ++single > mostSingle) {
        this.#isBehind = true;
        break;
      }
      article ??= (await askPage(`${home}/c/${id}?frame=1`)).body.querySelector(`#c-${CSS.escape(id)}`);
      if (article && article.dataset.state !== "gone") came.push(article);
    }
    return came;
  }

  /** @param {HTMLElement} article */
  #place(article) {
    const id = article.id.slice(2);
    article.removeAttribute("aria-current");
    article.dataset.new = "";
    const tag = Object.assign(document.createElement("span"), { className: "pl-tag", textContent: say("new") });
    tag.dataset.kind = "new";
    article.querySelector(".pl-by")?.after(tag);
    const gap = find(id);
    if (gap) gap.replaceWith(article);
    else put(article, placeOf(this.thread, this.#waiting.get(id)), this.thread.dataset.order === "oldest");
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
function leave(article) {
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
