import { intervalOf, type Figure } from '../figures/figure.ts';
import type { Interval } from '../figures/interval.ts';
import type { Evaluated } from './evaluated.ts';

const NO_PARTS: Evaluated['parts'] = [];

/**
 * A recorded figure as a cell. What is told of it is read from the figure when it is asked for: of most of thousands of cells little is.
 * A copy by `...` would lack it.
 */
export class ReportedCell implements Evaluated {
  readonly figure: Figure;
  readonly interval: Interval | null;

  constructor(figure: Figure) {
    this.figure = figure;
    this.interval = intervalOf(figure);
  }

  get origin(): 'REPORTED' {
    return 'REPORTED';
  }

  get point(): null {
    return null;
  }

  get isApproximate(): boolean {
    return this.figure.qualifier === 'APPROX';
  }

  get decimals(): number {
    return this.figure.decimals - this.figure.unitMultiplier;
  }

  get timePeriod(): string {
    return this.figure.timePeriod;
  }

  get status(): string {
    return this.figure.obsStatus;
  }

  get reasonCode(): string | null {
    return this.figure.reasonCode ?? (this.interval ? null : 'SUPPRESSED');
  }

  get detail(): null {
    return null;
  }

  get formula(): null {
    return null;
  }

  get parts(): Evaluated['parts'] {
    return NO_PARTS;
  }

  get coverage(): null {
    return null;
  }
}
