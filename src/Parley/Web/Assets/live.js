// @ts-check
import { askApi } from "./trusted.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {import("./news.js").Change} Change */

const minute = 60_000;

/** A page that nobody has touched for so long is not read. */
const quietAfter = 10 * minute;

/** What says nothing for so long after it was opened is held back by something on the way. */
const firstWord = 6_000;

/** @param {ParleyThread} thread a discussion as the server drew it, with the number up to which it shows everything */
export const follow = (thread) => new Live(thread).begin();

/**
 * Hears what changes in a thread while its page is looked at: by one stream for each browser and thread, whose holder tells the
 * other pages; where streams do not come through, by asking now and then.
 */
class Live {
  #isSeen = true;
  #touchedAt = Date.now();
  /** @type {AbortController | undefined} while the page listens */
  #listening;
  /** @type {BroadcastChannel | undefined} */
  #others;
  #failures = 0;
  /** What shows changes: loaded with the first. @type {Promise<import("./news.js").News> | undefined} */
  #news;

  /** @param {ParleyThread} thread */
  constructor(thread) {
    this.thread = thread;
    this.door = thread.dataset.api + "/live";
    this.version = Number(thread.dataset.version);
  }

  begin() {
    const look = () => this.#look();
    document.addEventListener("visibilitychange", look);
    addEventListener("pagehide", () => this.#stop());
    addEventListener("pageshow", look);
    for (const sign of ["pointerdown", "pointermove", "keydown", "scroll", "focusin"])
      addEventListener(sign, () => ((this.#touchedAt = Date.now()), this.#listening || look()), { passive: true, capture: true });
    // In a frame, too, this is the window that a person looks at.
    new IntersectionObserver(([{ isIntersecting }]) => ((this.#isSeen = isIntersecting), look())).observe(this.thread);
    setInterval(look, minute);
    look();
  }

  #look() {
    const isWanted = document.visibilityState === "visible" && this.#isSeen && Date.now() - this.#touchedAt < quietAfter;
    if (isWanted && !this.#listening) this.#start();
    if (!isWanted) this.#stop();
  }

  #start() {
    const { signal } = (this.#listening = new AbortController());
    const name = "parley-live:" + this.door;
    const lead = () => this.#lead(signal);
    try {
      this.#others = new BroadcastChannel(name);
      this.#others.onmessage = ({ data }) => this.#hear(data);
      // Where another page holds the stream, this one may have missed what that one has told already.
      navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? null : this.#ask(signal).catch(() => null))).catch(() => {});
      navigator.locks.request(name, { signal }, lead).catch(() => signal.aborted || lead());
    } catch {
      // On plain http, and where a browser keeps frames from all that pages share: each page has its own.
      lead();
    }
  }

  #stop() {
    this.#listening?.abort();
    this.#listening = undefined;
    this.#others?.close();
  }

  /** Listens for itself and for the other pages, until it is told to stop. @param {AbortSignal} signal */
  async #lead(signal) {
    while (!signal.aborted) {
      const answer = await this.#stream(signal);
      if (signal.aborted || answer === "over") return;
      // A stream that was never heard is held back on the way: asking works where it does not.
      for (let rounds = answer === "held" ? 30 : 1; rounds > 0 && !signal.aborted; rounds--) {
        if (!(await this.#ask(signal).catch(() => true))) return;
        await pause(signal, 5_000 * 2 ** Math.min(this.#failures, 6));
      }
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<"over" | "held" | "broken">} once the stream has ended for good */
  #stream(signal) {
    return new Promise((end) => {
      const stream = new EventSource(`${this.door}?after=${this.version}`);
      const stop = (/** @type {"over" | "held" | "broken"} */ why) => (clearTimeout(late), stream.close(), end(why));
      let late = setTimeout(stop, firstWord, "held");
      signal.addEventListener("abort", () => stop("over"));
      stream.addEventListener("hello", () => (clearTimeout(late), (this.#failures = 0)));
      stream.addEventListener("reset", ({ data }) => (clearTimeout(late), this.#tell({ number: JSON.parse(data).version, kind: "reset" })));
      stream.onmessage = ({ data }) => this.#tell(JSON.parse(data));
      stream.onerror = () => {
        // By itself a browser tries again only where the connection broke, and waits as long as the server said.
        if (stream.readyState !== EventSource.CLOSED) return;
        this.#failures++;
        stop("broken");
      };
    });
  }

  /** Asks what is new. @param {AbortSignal} signal @returns {Promise<boolean>} whether there is a reason to ask again */
  async #ask(signal) {
    const { ok, status, answer } = await askApi(`${this.door}?after=${this.version}`);
    if (signal.aborted) return false;
    if (!ok) {
      this.#failures++;
      return status >= 500 || status === 429;
    }
    this.#failures = answer.changes.length ? 0 : Math.min(this.#failures + 1, 3);
    for (const change of answer.changes) this.#tell(change);
    if (answer.isReset) this.#tell({ number: answer.version, kind: "reset" });
    return true;
  }

  /** @param {Change} change */
  #tell(change) {
    this.#others?.postMessage(change);
    this.#take(change);
  }

  /** Hears from the page that holds the stream. @param {Change} change */
  #hear(change) {
    const isNext = change.number <= this.version + 1 || change.kind === "reset";
    if (isNext) this.#take(change);
    else if (this.#listening) this.#ask(this.#listening.signal).catch(() => {});
  }

  /** @param {Change} change */
  #take(change) {
    if (change.number <= this.version && change.kind !== "reset") return;
    this.version = change.number;
    this.thread.dataset.version = String(this.version);
    this.#news ??= import("./news.js").then(({ News }) => new News(this.thread));
    this.#news.then((news) => news.take(change)).catch(() => (this.#news = undefined));
  }
}

/** Waits about so long, each page another while. @param {AbortSignal} signal @param {number} time */
const pause = (signal, time) =>
  new Promise((end) => {
    const timer = setTimeout(end, time * (0.7 + Math.random() * 0.6));
    signal.addEventListener("abort", () => (clearTimeout(timer), end(undefined)));
  });
