/** The sources that a command evaluates, with the bytes of their code. Paths are relative to the project's folder. */
export function loadedBy(args: readonly string[]): {
  readonly sources: readonly string[];
  readonly bytes: number;
};
