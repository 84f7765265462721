/** What a check runs against: a kind of product under test; a check's fixture has the same name. */
export const targetKinds = ['runtime', 'bundle', 'image', 'tool'] as const;
export type TargetKind = (typeof targetKinds)[number];
