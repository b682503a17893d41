// @ts-check

/** Offers to add the lines of a file to a list. Nothing is sent: they stand in the field, to be looked at, tried and saved. */
export function offerFiles() {
  for (const label of /** @type {NodeListOf<HTMLLabelElement>} */ (document.querySelectorAll("[data-fills]"))) {
    const field = /** @type {HTMLTextAreaElement} */ (document.getElementById(label.dataset.fills ?? ""));
    const chooser = /** @type {HTMLInputElement} */ (label.querySelector("input"));
    label.hidden = false;
    chooser.addEventListener("change", async () => {
      const [file] = chooser.files ?? [];
      if (!file) return;
      const lines = textOf(await file.arrayBuffer()).split(/\r\n|\r|\n/).map((line) => line.trim().replace(/^"(.*)"$/, "$1"));
      const there = field.value.split("\n");
      const known = new Set(placed(there));
      const placedLines = placed(lines);
      const fresh = lines.filter((line, at) => line && (isSection(line) || !known.has(placedLines[at])));
      // What stands last may be for one language alone.
      const forAll = there.some(isSection) ? ["[*]"] : [];
      field.value = [...(field.value.trim() ? [field.value.trimEnd(), ...forAll] : []), ...fresh].join("\n");
      chooser.value = "";
      field.focus();
    });
  }
}

/** Each line with the section it stands in: the same word for another language is another entry. @param {string[]} lines */
function placed(lines) {
  let section = "[*]";
  return lines.map((line) => `${isSection(line) ? (section = line) : section} ${line}`);
}

/** @param {string} line */
const isSection = (line) => /^\[.+\]$/.test(line);

/** As office programs write it: UTF-16 with its mark, UTF-8, or else the letters of western Windows. @param {ArrayBuffer} bytes */
function textOf(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
