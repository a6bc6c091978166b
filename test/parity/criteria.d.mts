/** Writes criteria with every construct that can be compiled, their dictionary, and a column map that trusts the generated numbers. */
export function writeCriteria(folder: string): { readonly paths: readonly string[]; readonly map: string };
