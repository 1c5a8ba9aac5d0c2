/** One instruction of a Dockerfile: `COPY`, and all that follows on its line. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** From one FROM to the next. */
export interface Stage {
  /** Its name, or else its position. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile without here-documents. Continued lines are joined, comments left out. */
export function readStages(dockerfile: string): Stage[] {
  const lines = dockerfile.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const [, name = '', text = ''] of lines.matchAll(/^([A-Z]+) (.+)$/gm)) {
    if (name === 'FROM')
      stages.push({ name: / AS (\S+)$/i.exec(text)?.[1] ?? String(stages.length), instructions: [] });
    stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

/** What the COPY instructions of a stage take, and the stage they take it from; null is the repository. */
export function copiedInto(stage: Stage): { readonly from: string | null; readonly source: string }[] {
  return stage.instructions
    .filter(({ name }) => name === 'COPY')
    .flatMap(({ text }) => {
      const words = text.split(/\s+/);
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
      return words
        .filter((word) => !word.startsWith('--'))
        .slice(0, -1)
        .map((source) => ({ from, source }));
    });
}

/** Whether a `.dockerignore` that refuses everything but what it names lets something of this path through. */
export function entersContext(dockerignore: string, path: string): boolean {
  const named = [...dockerignore.matchAll(/^!(.+)$/gm)].map(([, entry = '']) => entry);
  return named.some((entry) => `${path}/`.startsWith(`${entry}/`) || entry.startsWith(`${path}/`));
}
