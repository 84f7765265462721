export const target: string;
export function generateValidators(): Record<string, string>;
