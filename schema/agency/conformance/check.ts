import type { Agency } from '../../../subgraphs/kit/declarations.ts';
import type { AreaDirectory } from '../../../subgraphs/kit/area-directory.ts';
import type { Service } from './service.ts';

/** What is checked of a service that is running. */
export interface Checked {
  readonly service: Service;
  /** The SDL that is to be published. */
  readonly sdl: string;
  readonly agency: Agency;
  readonly areas: AreaDirectory;
  /** A hundred units that there are, as a gateway names them. */
  readonly units: readonly Representation[];
}

export interface Representation {
  readonly __typename: 'AdministrativeUnit';
  readonly code: string;
  readonly territoryCode: string;
}

/** Something that a service does not do as it must. */
export interface Complaint {
  /** What was found. */
  readonly what: string;
  /** What to do. */
  readonly instead: string;
}

/** One thing that a service must do; answers what it does not do, or null. A thrown error is a complaint too. */
export interface ServiceCheck {
  readonly title: string;
  readonly run: (checked: Checked) => Promise<Complaint | null>;
}

export interface CheckResult {
  readonly title: string;
  readonly complaint: Complaint | null;
}
