/** What a page is made with besides results. */
import type { ShownTrial } from "../shown.js";

/** Plain data; who makes it is not this room's business. */
export interface PageAssets {
  /** The script of the page, as it was built. */
  readonly script: string;
  /** SHA-256 in base64, of the script and of the style of the page. */
  readonly scriptHash: string;
  readonly styleHash: string;
  /** The criteria in words. */
  readonly trials: readonly ShownTrial[];
}
