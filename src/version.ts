/** The program's version, from its package. */
import manifest from "../package.json" with { type: "json" };

/** As `--version` prints it. */
export const version: string = manifest.version;
