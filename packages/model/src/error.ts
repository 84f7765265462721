/** Failures a person can do something about; `message` says what. */
export const errorCodes = [
  'USAGE',
  'INVALID_FILE',
  'UNKNOWN_SPEC',
  'UNKNOWN_VERSION',
  'UNKNOWN_REQUIREMENT',
  'SOURCE_NOT_FOUND',
  'SOURCE_HASH_MISMATCH',
  'DOCUMENT_UNREADABLE',
  'DOCUMENT_TOO_LARGE',
  'DOCUMENT_TOO_DEEP',
  'TEXT_NOT_SYNCED',
  'REGISTRY_CONFLICT',
  'IO',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error with a `code` to match on; its message names the thing, the place and the remedy. */
export class SpecproofError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SpecproofError';
    this.code = code;
  }
}

/** Whether `error` is one of ours, whichever copy of this package made it. */
export const isSpecproofError = (error: unknown): error is SpecproofError =>
  error instanceof Error && 'code' in error && (errorCodes as readonly unknown[]).includes(error.code);
