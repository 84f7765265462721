/** Text of a spec as a terminal may show it: without control characters, which could move its cursor or rename its window. */
export const plain = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
