// @ts-check

/**
 * What is wrong with the running Node.js, or `undefined`.
 * @param {string} running `20.19.0`
 * @param {string} needed `>=20.19.0`, as in package.json's `engines`
 */
export function nodeProblem(running, needed) {
  const lowest = needed.replace(/^>=\s*/, '');
  const [have, want] = [running, lowest].map((version) => version.split('.').map(Number));
  const first = want.findIndex((part, i) => part !== have[i]);
  if (first === -1 || have[first] > want[first]) return undefined;
  return `Specproof needs Node.js ${lowest} or newer; this is ${running}. Install a newer one (https://nodejs.org) and try again.`;
}
