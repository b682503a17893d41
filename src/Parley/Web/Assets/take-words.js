// @ts-check

/** Whoever selects words of a report has them in the form beside it, with the paragraph that they stand in. Nothing is sent. */
export function takeWords() {
  const text = /** @type {HTMLElement} */ (document.querySelector("[data-takes-words]"));
  const words = /** @type {HTMLTextAreaElement} */ (document.getElementById("words"));
  const block = /** @type {HTMLInputElement} */ (document.getElementById("block"));
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const paragraph = paragraphOf(range.startContainer);
    // A passage is of one paragraph: what goes beyond is left out.
    if (!paragraph || !text.contains(paragraph)) return;
    const within = range.cloneRange();
    if (paragraphOf(range.endContainer) !== paragraph) within.setEndAfter(paragraph.lastChild ?? paragraph);
    const chosen = within.cloneContents();
    for (const key of chosen.querySelectorAll("a")) key.remove();
    const said = (chosen.textContent ?? "").trim();
    if (!said) return;
    words.value = said;
    block.value = paragraph.dataset.block ?? "";
  });
}

/** @param {Node} node */
function paragraphOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return /** @type {HTMLElement | null} */ (element?.closest("[data-block]") ?? null);
}
