/** The sources that a command line evaluates, and the bytes of their code. Paths are taken from the project's folder. */
export function loadedBy(args: readonly string[]): {
  readonly sources: readonly string[];
  readonly bytes: number;
};
