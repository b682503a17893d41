// @ts-check
import { findSelected, place, whenSelected } from "./selected.js";
import { say } from "./words.js";

/** What stands before and after the words, in letters: it tells one place of the same words from another. */
const near = 32;
/** An address that a server takes, whatever letters are in it. */
const longest = 6_000;
const link = Object.assign(document.createElement("a"), { className: "pl-btn pl-quote", rel: "nofollow", draggable: false });
const heard = Object.assign(document.createElement("p"), { className: "pl-hush", role: "status" });
let isWatching = false;

/**
 * Offers from now on to comment on words that are selected in one paragraph of a report, by a link after them to the form that has
 * them filled in.
 * @param {HTMLElement} report
 */
export function watch(report) {
  if (isWatching) return;
  isWatching = true;
  link.textContent = say("on-words");
  // The words stay selected while it is pressed.
  link.addEventListener("pointerdown", (event) => event.preventDefault());
  report.after(heard);
  whenSelected(() => offer(report));
}

/** @param {HTMLElement} report */
function offer(report) {
  const found = findSelected(/** @type {NodeListOf<HTMLElement>} */ (report.querySelectorAll("[data-block]")));
  // Whoever selects to the end of the paragraph does not mean the link that stands there.
  if (found?.element === link.parentElement && found?.range.intersectsNode(link)) found.range.setEndBefore(link);
  const address = found && addressOf(report, found.element, found.range);
  if (!found || !address) {
    // A finger on the link ends the selection in some browsers, and it is followed all the same.
    if (document.activeElement !== link) link.remove();
    return;
  }
  const isNew = link.parentElement !== found.element;
  link.href = address;
  // In the paragraph: beside it, it would take a place in the margin.
  if (isNew) found.element.append(link);
  place(link, found.element, found.range, found.element);
  if (!isNew) return;
  heard.textContent = "";
  setTimeout(() => (heard.textContent = say("on-words-there")), 50);
}

/** @param {HTMLElement} report @param {HTMLElement} paragraph @param {Range} range */
function addressOf(report, paragraph, range) {
  const [before, after] = [document.createRange(), document.createRange()];
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  after.selectNodeContents(paragraph);
  after.setStart(range.endContainer, range.endOffset);
  const address = new URL(report.dataset.write ?? "", location.href);
  const language = new URLSearchParams(location.search).get("lang");
  for (const [name, value] of [
    ["words", textOf(range).trim()],
    ["block", paragraph.dataset.block],
    ["prefix", [...textOf(before)].slice(-near).join("")],
    ["suffix", [...textOf(after)].slice(0, near).join("")],
    ["lang", language],
  ])
    if (value) address.searchParams.set(/** @type {string} */ (name), value);
  return address.searchParams.has("words") && address.href.length <= longest ? address.href : undefined;
}

/** The report's own letters: the keys to the margin are none of them. @param {Range} range */
function textOf(range) {
  const words = range.cloneContents();
  for (const key of words.querySelectorAll("a")) key.remove();
  return words.textContent ?? "";
}
