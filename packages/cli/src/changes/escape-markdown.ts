/**
 * Text of a spec inside a line or table cell of Markdown: it reads the same, and is no markup, link or mention.
 * A zero-width space keeps GitHub from taking `@name`, `#1` or `GH-1` for somebody or something.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\\`*_~[\]<>|&$!(){}^=+#-]/gu, '\\$&')
    .replaceAll(/@/gu, '@\u200b')
    .replaceAll(/\\#(?=\d)/gu, '\\#\u200b')
    .replaceAll(/(gh)\\-(?=\d)/giu, '$1\\-\u200b')
    .replaceAll(/:\/\//gu, ':\u200b//')
    .replaceAll(/(www|mailto|xmpp)([.:])/giu, '$1\u200b$2');
