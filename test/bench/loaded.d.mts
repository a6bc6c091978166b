/** The bundled files that a command line loads: how many, their bytes, and the sources in them. Paths are taken from the project's folder. */
export function loadedBy(args: readonly string[]): {
  readonly files: number;
  readonly bytes: number;
  readonly sources: readonly string[];
};
