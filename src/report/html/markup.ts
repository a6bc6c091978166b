/** HTML in which every text is escaped. */
import { terminalSafe } from "../../text/terminal-text.js";

/** HTML that may be put into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

/** A value in a template: texts and numbers are escaped, lists are joined, `undefined` is nothing. */
export type Content = string | number | Markup | undefined | readonly Content[];

const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text without any meaning in HTML, between tags or in quotes; characters that hide or reorder others are made visible. */
function escaped(text: string): string {
  return terminalSafe(text).replace(/[&<>"']/g, (found) => NAMES[found] ?? "");
}

/** A piece of a page. Attributes must be in quotes. */
export function html(strings: readonly string[], ...contents: readonly Content[]): Markup {
  let text = strings[0] ?? "";
  for (const [at, content] of contents.entries()) text += textOf(content) + (strings[at + 1] ?? "");
  return new Markup(text);
}

function textOf(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "string") return escaped(content);
  if (typeof content === "number") return String(content);
  return content.map(textOf).join("");
}

/** A column of a table. `box`: narrow, for a pen. */
export interface Column {
  readonly title: string;
  readonly look?: "number" | "wide" | "box";
}

/** A table of a page, its heading on every printed page; on a narrow screen it scrolls by itself. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  const of = ({ look }: Column): Markup | undefined => (look === undefined ? undefined : html` class="${look}"`);
  const heads = columns.map((column) => html`<th scope="col"${of(column)}>${column.title}</th>`);
  const body = rows.map((cells) => {
    return html`<tr>${cells.map((cell, at) => html`<td${of(columns[at] ?? { title: "" })}>${cell}</td>`)}</tr>\n`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}
