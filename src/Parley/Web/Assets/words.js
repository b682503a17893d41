// @ts-check
const language = document.documentElement.lang || "en";
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/**
 * The sentences for scripts, in the page's language. They come with the first script that says something: most readers only read.
 * @type {Record<string, string | Record<string, string>>}
 */
const words = (await import(`./words-${language}.js`)).default;

/**
 * A sentence in the page's language, in the plural form that goes with `count`, its blanks filled.
 * @param {string} key
 * @param {{count?: number, [blank: string]: string | number | undefined}} [blanks]
 */
export function say(key, blanks = {}) {
  const said = words[key] ?? "";
  const text = typeof said === "string" ? said : (said[plurals.select(blanks.count ?? 0)] ?? said.other);
  return text.replace(/\{(\w+)\}/g, (whole, blank) => {
    const value = blanks[blank] ?? whole;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}
