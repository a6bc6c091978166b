/** The flow of candidates as a picture, as CONSORT asks for it. */
import type { TrialHead } from "../../evaluate/result.js";
import type { Flow } from "../../insight/insight.js";
import { cutTo } from "../page.js";
import { html, type Markup } from "./markup.js";

const LEFT = { x: 4, width: 284 };
const RIGHT = { x: 320, width: 396 };
const LINE = 18;
const PADDING = 10;
interface Line {
  readonly count: number;
  readonly text: string;
}

/** Characters of a criterion's label that fit a line. */
const LABEL = 46;

/** Its numbers are also in the table of criteria. */
export function flowPicture({ assessed, excluded, undetermined, eligible }: Flow, { id: trial, criteria }: TrialHead): Markup {
  const lost = excluded.flatMap(({ id, count }) => {
    const label = criteria.find((one) => one.id === id)?.label ?? "";
    return count === 0 ? [] : [{ count, text: cutTo(`${id} ${label}`, LABEL) }];
  });
  const total = excluded.reduce((sum, { count }) => sum + count, 0);
  const height = heightOf(lost.length + 1);
  const middle = 60 + height / 2;
  const below = 60 + height + 30;
  const end = below + heightOf(1) + 44;
  const [center, half] = [LEFT.x + LEFT.width / 2, 138];
  const last = below + heightOf(1) + 30;
  const sentence = `Assessed ${assessed}; excluded ${total}; undetermined ${undetermined}; eligible ${eligible}.`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Flow of candidates in ${trial}"><svg viewBox="0 0 720 ${end + 8}" role="img" aria-label="${sentence}">
${box(LEFT.x, 4, LEFT.width, [{ count: assessed, text: "Assessed" }])}
<path d="M${center} ${4 + heightOf(1)}V${below}M${center} ${middle}H${RIGHT.x}"/>
${box(RIGHT.x, 60, RIGHT.width, [{ count: total, text: "Excluded, by the first criterion that fails" }, ...lost])}
${box(LEFT.x, below, LEFT.width, [{ count: undetermined + eligible, text: "Not excluded" }])}
<path d="M${LEFT.x + half / 2} ${below + heightOf(1)}V${last - 16}M${LEFT.x + LEFT.width - half / 2} ${below + heightOf(1)}V${last - 16}"/>
${box(LEFT.x, last - 16, half, [{ count: eligible, text: "Eligible" }])}
${box(LEFT.x + LEFT.width - half, last - 16, half, [{ count: undetermined, text: "Undetermined" }])}
</svg></div>
`;
}

function heightOf(lines: number): number {
  return lines * LINE + PADDING;
}

function box(x: number, y: number, width: number, lines: readonly Line[]): Markup {
  const texts = lines.map(({ count, text }, at) => {
    const style = at === 0 ? html` class="n"` : undefined;
    const base = y + (at + 1) * LINE;
    return html`<text x="${x + 8}" y="${base}"${style}>${text}</text><text x="${x + width - 8}" y="${base}" text-anchor="end"${style}>${count}</text>`;
  });
  return html`<rect x="${x}" y="${y}" width="${width}" height="${heightOf(lines.length)}"/>${texts}`;
}
