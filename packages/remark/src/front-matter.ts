/** The YAML front matter that `source` opens with, up to and with its closing line; `''` where there is none. */
export function frontMatter(source: string): string {
  const matter = /^---[ \t]*(?:\r\n?|\n)(?:[^\r\n]*(?:\r\n?|\n)){0,200}?---[ \t]*(?:\r\n?|\n|$)/u.exec(source)?.[0];
  return matter === undefined || !/^[\w-]+:/mu.test(matter) ? '' : matter;
}
