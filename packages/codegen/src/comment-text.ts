/** Any text as one line of a JSDoc comment that shows as it is, in editors that render Markdown. */
export const commentText = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .trim()
    // An @ after a space would open a tag; the others mean something in Markdown.
    .replace(/[\\`*[\]<>{}~|&@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
    // What would open a heading or a list.
    .replace(/^[#+=-]/u, String.raw`\$&`)
    .replace(/^(\d+)(?=[.)])/u, '$1\\')
    .replaceAll('*/', String.raw`*\/`);

/** A Markdown link for a JSDoc comment; `url` is taken to be encoded. */
export const commentLink = (label: string, url: string): string =>
  `[${commentText(label)}](${url.replace(/[\s()<>\\*@]/gu, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)})`;
