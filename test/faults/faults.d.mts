/** Prepares faults in a folder; `fault` causes one and gives a list of what was wrong afterwards. */
export function prepare(
  folder: string,
  rows: number,
): Promise<{
  readonly names: readonly string[];
  readonly fault: (name: string, random: number) => Promise<readonly string[] | undefined>;
  readonly takeStruck: () => number;
}>;
