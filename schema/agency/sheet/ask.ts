import { createInterface } from 'node:readline/promises';
import type { SheetDefinition } from '../../../subgraphs/sheets/definition.ts';
import { openQuestions, withAnswer, type Question } from '../../../subgraphs/sheets/questions.ts';

/** A unit of measure that the list lacks: `SCHOOL=trường=schools`. */
const NEW_MEASURE = /^(?<code>[A-Z][A-Z0-9_]*)=(?<vi>[^=]+)=(?<en>[^=]+)$/;

/** Asks whoever sits there what a sheet does not tell, one question after the other, until nothing is left or the input ends. */
export async function askWhatIsOpen(
  definition: SheetDefinition,
  header: readonly string[],
  unitMeasures: readonly string[],
  { input, output }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream },
): Promise<SheetDefinition> {
  const lines = createInterface({ input, output });
  const answers = lines[Symbol.asyncIterator]();
  let known = definition;
  try {
    for (;;) {
      const own = known.unitMeasures.map(({ code }) => code);
      const [question] = openQuestions(known, header, [...unitMeasures, ...own]);
      if (!question) return known;
      output.write(promptOf(question));
      const { value, done } = await answers.next();
      if (done) return known;
      const answer = value.trim() || question.otherwise || '';
      const measure = question.path.endsWith('.unitMeasure') ? NEW_MEASURE.exec(answer)?.groups : undefined;
      if (measure) {
        const { code, vi, en } = measure as { code: string; vi: string; en: string };
        known = withAnswer(known, question.path, code);
        known = { ...known, unitMeasures: [...known.unitMeasures, { code, vi, en }] };
      } else if (question.oneOf && !question.oneOf.includes(answer)) output.write(`  It must be one of them.\n`);
      else if (answer !== '') known = withAnswer(known, question.path, answer);
    }
  } finally {
    lines.close();
  }
}

function promptOf({ text, oneOf, otherwise }: Question): string {
  const choices = oneOf ? ` [${oneOf.join(', ')}]` : '';
  return `${text}${choices}${otherwise === undefined ? '' : ` (${otherwise})`}: `;
}
