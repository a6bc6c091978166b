/** The frame of every page: its head, with a policy that allows only its own style and script. */
import { type Content, html, Markup } from "./markup.js";

/** A page; hashes are SHA-256 in base64. */
export interface Frame {
  readonly title: string;
  readonly style: string;
  readonly styleHash: string;
  /** Undefined: the page has no script, and none can run in it. */
  readonly scriptHash?: string;
  readonly body: Content;
}

/** The page. */
export function framed({ title, style, styleHash, scriptHash, body }: Frame): string {
  const script = scriptHash === undefined ? "" : `script-src 'sha256-${scriptHash}'; `;
  const policy = `default-src 'none'; ${script}style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}
