// @ts-check
import { open } from "./in-place.js";
import { findSelected, place, whenSelected } from "./selected.js";
import { say } from "./words.js";
/** @typedef {import("./parley-thread.js").ParleyThread} ParleyThread */
/** @typedef {{depth: number, isCode: boolean, text: string}} Block a paragraph, and in how many quotations it stands */

/** An answer is about a passage, and has to leave room for itself. */
const most = 500;
const button = Object.assign(document.createElement("button"), { type: "button", className: "pl-btn pl-quote" });
const heard = Object.assign(document.createElement("p"), { className: "pl-hush", role: "status" });
/** @type {ParleyThread | undefined} */
let watched;
/** @type {() => any} */
let press = () => {};

/**
 * Offers from now on to quote what is selected within one comment, by a button after its words: near the selection for the eye,
 * the next stop for the keyboard.
 * @param {ParleyThread} thread
 */
export function watch(thread) {
  if (watched) return;
  watched = thread;
  button.textContent = say("quote");
  // The words stay selected while it is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => press());
  whenSelected(offer);
}

function offer() {
  const thread = /** @type {ParleyThread} */ (watched);
  const found = find(thread);
  if (!found) {
    // A finger on the button ends the selection in some browsers, and it is pressed all the same.
    if (document.activeElement !== button) button.remove();
    return;
  }
  const { comment, link, range } = found;
  press = () => quote(thread, comment, link, range);
  const isNew = button.parentElement !== comment;
  if (isNew) comment.querySelector(".pl-text")?.after(button);
  place(button, comment, range, comment.querySelector(".pl-text > *") ?? comment);
  if (!isNew) return;
  thread.append(heard);
  heard.textContent = "";
  setTimeout(() => (heard.textContent = say("quotable")), 50);
}

/** The one comment of which words are selected, and which may be answered. @param {ParleyThread} thread */
function find(thread) {
  const found = findSelected(/** @type {NodeListOf<HTMLElement>} */ (thread.querySelectorAll("article.pl-comment > .pl-text")));
  const comment = found?.element.parentElement;
  const link = /** @type {HTMLElement | null | undefined} */ (comment?.querySelector(':scope > .pl-acts > a[href*="/reply"]'));
  return found && comment && link ? { comment, link, range: found.range } : undefined;
}

/**
 * Opens the form to reply, where it is not open, and puts the passage in: where one was writing, or at the end. What stands there stays.
 * @param {ParleyThread} thread
 * @param {HTMLElement} comment
 * @param {HTMLElement} link
 * @param {Range} range
 */
async function quote(thread, comment, link, range) {
  const words = toMarkdown(range);
  button.remove();
  const find = () => /** @type {HTMLTextAreaElement | null} */ (comment.querySelector(':scope > section form[data-purpose="reply"] textarea'));
  const known = find();
  if (!known) await open(thread, link, "reply").catch(() => thread.tell(say("failed"), link));
  const box = known ?? find();
  if (!box) return;
  const at = known ? box.selectionEnd : box.value.length;
  const before = box.value.slice(0, at);
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  // What follows the caret must not run on in the quotation.
  const end = box.value.slice(at).startsWith("\n\n") ? "" : "\n\n";
  box.setRangeText(gap + words + end, at, at, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  getSelection()?.removeAllRanges();
  thread.tell(say("quoted"), box);
}

/** A passage as a quotation that shows the same words, whatever signs are among them. @param {Range} range */
export function toMarkdown(range) {
  const blocks = shorten(blocksOf(range));
  return blocks
    .map((block, i) => {
      const sign = "> ".repeat(block.depth + 1);
      const gap = i ? "> ".repeat(Math.min(block.depth, blocks[i - 1].depth) + 1).trim() + "\n" : "";
      return gap + linesOf(block).map((line) => sign + line).join("\n");
    })
    .join("\n");
}

/** @param {Block} block */
function linesOf({ isCode, text }) {
  const lines = text.split("\n");
  if (!isCode) return lines.map((line) => literal(line.trim()));
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [fence, ...lines, fence];
}

/** @param {Range} range @returns {Block[]} */
function blocksOf(range) {
  const around = range.commonAncestorContainer;
  const isAllCode = !!(around instanceof Element ? around : around.parentElement)?.closest("pre");
  /** @type {Block[]} */
  const blocks = [{ depth: 0, isCode: isAllCode, text: "" }];
  /** @param {Node} node @param {number} depth @param {boolean} isCode */
  const walk = (node, depth, isCode) => {
    const block = blocks[blocks.length - 1];
    if (node instanceof Text) block.text += isCode ? node.data : node.data.replace(/[ \t\r\n\f]+/g, " ");
    else if (node.nodeName === "BR") block.text += "\n";
    const isBlock = /^(P|LI|PRE|BLOCKQUOTE|[UO]L|HR)$/.test(node.nodeName);
    const inner = depth + (node.nodeName === "BLOCKQUOTE" ? 1 : 0);
    const isPre = isCode || node.nodeName === "PRE";
    if (isBlock) blocks.push({ depth: inner, isCode: isPre, text: "" });
    for (const child of node.childNodes) walk(child, inner, isPre);
    if (isBlock) blocks.push({ depth, isCode, text: "" });
  };
  walk(range.cloneContents(), 0, isAllCode);
  return blocks.filter(({ text }) => text.trim()).map((block) => ({ ...block, text: block.isCode ? block.text.replace(/^\n+|\n+$/g, "") : block.text.trim() }));
}

/** At most so many letters; a letter and the signs that stand on it stay together. @param {Block[]} blocks */
function shorten(blocks) {
  let left = most;
  /** @type {Block[]} */
  const kept = [];
  for (const block of blocks) {
    const letters = Intl.Segmenter ? [...new Intl.Segmenter().segment(block.text)].map(({ segment }) => segment) : [...block.text];
    if (left > 0) kept.push({ ...block, text: letters.length > left ? letters.slice(0, left).join("").trimEnd() + "…" : block.text });
    else if (!kept[kept.length - 1].text.endsWith("…")) kept[kept.length - 1].text += "…";
    left -= letters.length;
  }
  return kept;
}

/** A line in which every sign means itself, also at its beginning. @param {string} line */
const literal = (line) => withoutSigns(line).replace(/^[-+>]|(?<=^\d+)[.)]/, "\\$&");

/** Low lines within_a_word mean nothing. An address that holds a sign would end there, and lead elsewhere: it is none then. @param {string} text */
const withoutSigns = (text) =>
  text.replace(/https?:\/\/\S+|\S+|\s+/giu, (part) => {
    const escaped = part.replace(/[\\`*[]|<(?=.)|~(?=~)|(?<=~)~|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu, "\\$&");
    return escaped === part ? part : escaped.replace(/(https?)(:\/\/)/giu, "$1\\$2");
  });
