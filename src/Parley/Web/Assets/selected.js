// @ts-check
/** What is offered to whoever selects words: a button beside them. */

/**
 * Calls back once a selection has come to rest; one that is still being drawn is left alone.
 * @param {() => void} offer
 */
export function whenSelected(offer) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  const later = () => {
    clearTimeout(soon);
    soon = setTimeout(offer, 200);
  };
  document.addEventListener("selectionchange", later);
  later();
}

/** The one element of several in which words are selected, and they. Of two, none is meant. @template {Element} T @param {Iterable<T>} elements */
export function findSelected(elements) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const all = selection.getRangeAt(0);
  const selected = [...elements]
    .filter((element) => all.intersectsNode(element))
    .map((element) => ({ element, range: within(all, element) }))
    .filter(({ range }) => range.toString().trim());
  return selected.length === 1 ? selected[0] : undefined;
}

/** What of a range lies in an element. @param {Range} all @param {Element} element */
function within(all, element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, all) < 0) range.setStart(all.startContainer, all.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, all) > 0) range.setEnd(all.endContainer, all.endOffset);
  return range;
}

/**
 * Under the end of what is selected, within what is around it.
 * @param {HTMLElement} button
 * @param {HTMLElement} around
 * @param {Range} range
 * @param {Element} text whose direction says where the words end
 */
export function place(button, around, range, text) {
  const end = [...range.getClientRects()].at(-1);
  if (!end) return;
  const box = around.getBoundingClientRect();
  const wanted = getComputedStyle(text).direction === "rtl" ? end.left - box.left : end.right - box.left - button.offsetWidth;
  // Where fingers select, the handle stands there.
  const gap = matchMedia("(pointer: coarse)").matches ? 28 : 6;
  button.style.left = `${Math.max(0, Math.min(wanted, box.width - button.offsetWidth))}px`;
  button.style.top = `${end.bottom - box.top + gap}px`;
}
