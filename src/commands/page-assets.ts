/** What an html report needs: loaded only for html. */
import { sha256 } from "../io/digest.js";
import { pageScript } from "../io/page-script.js";
import type { Trial } from "../language/model.js";
import type { PageAssets } from "../report/html/assets.js";
import { styleOf } from "../report/html/document.js";
import { showTrial } from "../report/shown.js";

/** @param asOf ISO date */
export async function pageAssets(trials: readonly Trial[], asOf: string | null): Promise<PageAssets> {
  const script = await pageScript();
  return {
    script,
    scriptHash: hashOf(script),
    styleHash: hashOf(styleOf(trials, asOf)),
    trials: trials.map((trial) => showTrial(trial, [])),
  };
}

/** As a Content-Security-Policy names it. */
export function hashOf(text: string): string {
  const digest = sha256();
  digest.update(text);
  return Buffer.from(digest.hex(), "hex").toString("base64");
}
