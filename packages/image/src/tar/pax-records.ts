const space = 32;
const newline = 10;
const equals = 61;

/**
 * Reads PAX records, `<length> <key>=<value>\n` one after the other.
 * Values do not keep `bytes`. What comes after a record that is malformed cannot be told apart and is left out.
 */
export function readPaxRecords(bytes: Uint8Array): { records: [key: string, value: Uint8Array][]; malformed?: string } {
  const records: [string, Uint8Array][] = [];
  for (let at = 0; at < bytes.length; ) {
    let length = 0;
    let next = at;
    for (; next < bytes.length && next - at < 10; next++) {
      const digit = (bytes[next] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      length = length * 10 + digit;
    }
    const end = at + length;
    if (next === at || bytes[next] !== space) return { records, malformed: `no length at byte ${at}` };
    if (end > bytes.length || end <= next + 1) return { records, malformed: `a length of ${length} at byte ${at}` };
    if (bytes[end - 1] !== newline) return { records, malformed: `no newline at byte ${end - 1}` };
    const sign = bytes.indexOf(equals, next + 1);
    if (sign === -1 || sign >= end) return { records, malformed: `no = in the record at byte ${at}` };
    if (sign === next + 1) return { records, malformed: `no key in the record at byte ${at}` };
    records.push([Buffer.from(bytes.subarray(next + 1, sign)).toString(), new Uint8Array(bytes.subarray(sign + 1, end - 1))]);
    at = end;
  }
  return { records };
}
