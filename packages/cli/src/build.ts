let name = '';

/** Says which code is running: the sources of a checkout, or a published version. */
export const setBuild = (build: string): void => void (name = build);

/** Part of every cache key. It stands for the extractor's version, too, which is known only once the parser is loaded. */
export const build = (): string => name;
