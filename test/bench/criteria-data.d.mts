/** Writes a file of `count` criteria for every mix, each in a folder of its own with its dictionary. */
export function writeMixes(folder: string, count: number): readonly (readonly [string, string])[];
