// @ts-check
import { changeKept, kept } from "./device.js";
import { askApi } from "./trusted.js";
/** @typedef {{id: string, parentId?: string, body: string}} WrittenDraft */
/** @typedef {{since?: number, sinceAt?: string, order?: string, folded: string[], drafts: WrittenDraft[]}} Before where the reader was when they were last here */

/** Keeps on the account, for every device, where its reader is in a discussion. */
export class AccountKeeper {
  /** @param {string} door the thread's interface */
  constructor(door) {
    this.door = door;
  }

  /** @param {number} version up to where the reader has been shown everything @returns {Promise<Before | null>} */
  async come(version) {
    const { ok, answer } = await askApi(this.door + "/visit", "PUT", { version });
    return ok ? answer : null;
  }

  /** @param {string[]} comments */
  fold(comments) {
    return askApi(this.door + "/folds", "PUT", { comments });
  }

  /** A draft. Without words there is none. @param {WrittenDraft} draft @param {boolean} [isLast] whether the page goes */
  async draft({ id, parentId, body }, isLast) {
    const address = `${this.door}/drafts/${id}`;
    const { ok } = await (body ? askApi(address, "PUT", { body, parentId }, isLast) : askApi(address, "DELETE", undefined, isLast));
    if (!ok) throw new Error("The draft did not arrive");
  }
}

/** Who looks again within this time is still here: as the server has it. */
const gap = 30 * 60_000;

/** The most discussions that a browser remembers; the one that was read longest ago goes. */
const mostThreads = 200;

/** Keeps in this browser where a visitor is in a discussion. Drafts are kept here by themselves. */
export class DeviceKeeper {
  /** @param {string} thread */
  constructor(thread) {
    this.thread = thread;
  }

  /** @param {number} version @returns {Promise<Before | null>} */
  async come(version) {
    const now = new Date();
    changeKept(({ threads }) => {
      const place = (threads[this.thread] ??= { seen: version, seenAt: now.toISOString(), folded: [] });
      if (+now - Date.parse(place.seenAt) > gap) Object.assign(place, { since: place.seen, sinceAt: place.seenAt });
      Object.assign(place, { seen: Math.max(place.seen, version), seenAt: now.toISOString() });
      const byAge = Object.keys(threads).sort((one, other) => (threads[one].seenAt < threads[other].seenAt ? -1 : 1));
      for (const oldest of byAge.slice(0, -mostThreads)) delete threads[oldest];
    });
    const place = kept()?.threads[this.thread];
    return place ? { ...place, order: kept()?.order, drafts: [] } : null;
  }

  /** @param {string[]} comments */
  async fold(comments) {
    changeKept(({ threads }) => Object.assign(threads[this.thread] ?? {}, { folded: comments }));
  }

  async draft() {}
}
