import type { CheckReport } from '../check/check-graph.ts';

/** Something that the registry does not do as it was asked, in words for whoever asked. */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode;
  readonly report: CheckReport | undefined;

  constructor(code: RegistryErrorCode, message: string, report?: CheckReport) {
    super(message);
    this.code = code;
    this.report = report;
  }
}

/** With the status of HTTP that each is answered with. */
export const REGISTRY_ERRORS = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  /** Checked, and found not to fit: the report says why. */
  REFUSED: 422,
  /** Something else was published meanwhile. */
  CONFLICT: 409,
} as const;

export type RegistryErrorCode = keyof typeof REGISTRY_ERRORS;
