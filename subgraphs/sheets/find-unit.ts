import type { AreaDirectory, DirectoryArea } from '../kit/area-directory.ts';
import { addDays } from '../kit/calendar.ts';
import { folded, searchForm } from '../kit/fold.ts';
import type { TimePeriod } from '../kit/time-period.ts';
import type { UnitLevel } from './definition.ts';

export interface Sought {
  /** The unit above it; empty: not told. */
  readonly within: string;
  readonly level: UnitLevel | null;
  readonly period: TimePeriod;
}

export type FoundUnit = { readonly code: string } | { readonly fault: string };

const KINDS = /^(tinh|thanhpho|huyen|quan|thixa|thitran|xa|phuong|dackhu)(?=.)/;

/** Finds units by what a row of a sheet calls them: a dated key, a code of the statistics office, or a name. Nothing is guessed. */
export class UnitFinder {
  readonly #areas: AreaDirectory;
  readonly #byName = new Map<string, DirectoryArea[]>();
  readonly #nearest: (code: string) => DirectoryArea | undefined;

  constructor(areas: AreaDirectory) {
    this.#areas = areas;
    this.#nearest = (code) => areas.byCode(code);
    for (const area of areas.areas) {
      const name = withoutKind(folded(area.name));
      const alike = this.#byName.get(name);
      if (alike) alike.push(area);
      else this.#byName.set(name, [area]);
    }
  }

  /** The unit as it was on the last day of the period. */
  find(text: string, { within, level, period }: Sought): FoundUnit {
    const day = addDays(period.end, -1);
    if (/^\d{2,5}-\d{8}$/.test(text)) {
      const area = this.#areas.byCode(text);
      return area ? { code: area.code } : { fault: `There is no unit with the key ${text}.` };
    }
    if (/^\d{1,5}$/.test(text)) {
      const area = this.#areas.byGsoCode(text.padStart(text.length < 3 ? 2 : text.length < 4 ? 3 : 5, '0'), day);
      return area ? { code: area.code } : { fault: `No unit had the code ${text} on ${day}.` };
    }
    const named = this.#named(text).filter(
      (area) => (level === null || area.level === level) && (within === '' || this.#isWithin(area, within)),
    );
    const inForce = named.filter(({ validFrom, validTo }) => (validFrom ?? '') <= day && day < (validTo ?? '9999'));
    if (inForce.length === 1) return { code: inForce[0]!.code };
    const place = within === '' ? '' : ` within ${within}`;
    if (inForce.length > 1)
      return {
        fault: `${inForce.length} units are called ${text}${place}: ${this.#told(inForce)}. Write the key of the one that is meant.`,
      };
    if (named.length > 0)
      return {
        fault: `${text}${place} was no unit on ${day}, the last day of ${period.text}; known are ${this.#told(named)}.`,
      };
    return {
      fault: `No unit is called ${text}${place}. Write its key, its code of the statistics office, or its name as the office has it.`,
    };
  }

  /** Units with the name as it is written; else those that differ by accents alone. */
  #named(text: string): readonly DirectoryArea[] {
    const alike = this.#byName.get(withoutKind(folded(text))) ?? [];
    const written = searchForm(text);
    const same = alike.filter(({ name }) => written === searchForm(name) || written.endsWith(` ${searchForm(name)}`));
    return same.length > 0 ? same : alike;
  }

  #isWithin(area: DirectoryArea, within: string): boolean {
    const name = withoutKind(folded(within));
    for (let above = area.parentCode; above !== null; above = this.#nearest(above)?.parentCode ?? null) {
      const unit = this.#nearest(above);
      if (!unit) return false;
      if (unit.code === within || unit.gsoCode === within || withoutKind(folded(unit.name)) === name) return true;
    }
    return false;
  }

  #told(areas: readonly DirectoryArea[]): string {
    const shown = areas.slice(0, 5).map(({ code, name, parentCode, validTo }) => {
      const above = parentCode === null ? '' : `, ${this.#nearest(parentCode)?.name ?? ''}`;
      return `${code} (${name}${above}${validTo === null ? '' : `, until ${validTo}`})`;
    });
    return areas.length > shown.length
      ? `${shown.join(', ')} and ${areas.length - shown.length} more`
      : shown.join(', ');
  }
}

function withoutKind(name: string): string {
  return name.replace(KINDS, '');
}
