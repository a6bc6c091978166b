/** The table of candidates. */
import type { PageData } from "../report/html/data.js";
import { element } from "./elements.js";
import { type Candidate, type Order, placesOf } from "./select.js";

const ELIGIBILITY: Readonly<Record<string, readonly [text: string, style: string]>> = {
  e: ["✔ eligible", "eligible"],
  i: ["✘ ineligible", "ineligible"],
  u: ["? undetermined", "undetermined"],
  n: ["no candidate", "note"],
};

const VERDICTS: Readonly<Record<string, string>> = { p: "✔ pass", f: "✘ fail", u: "? unknown" };

const SORTED: readonly (readonly [by: Order["by"], title: string])[] = [
  ["list", "No."],
  ["id", "Candidate"],
  ["eligibility", "Eligibility"],
  ["failed", "Failed"],
  ["open", "Open"],
];
const LOOKS: Partial<Record<Order["by"], string>> = { failed: "why", open: "open" };
const PEN = ["Initials", "Date", "Decision"];

/** See the head of this file. */
export class CandidateList {
  readonly root = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Every candidate" });
  readonly #data: PageData;
  readonly #heads = new Map<Order["by"], HTMLElement>();
  readonly #body = element("tbody");
  readonly #columns: number;

  constructor(data: PageData, sort: (by: Order["by"]) => void) {
    this.#data = data;
    const row = element("tr");
    for (const [by, title] of SORTED) {
      const head = element("th", { scope: "col", class: LOOKS[by] ?? "" });
      const button = element("button", { type: "button" }, title);
      button.addEventListener("click", () => sort(by));
      // A browser repeats no button on the next sheet of paper.
      head.append(button, element("span", { class: "paper" }, title));
      this.#heads.set(by, head);
      row.append(head);
      if (by !== "id") continue;
      row.append(element("th", { scope: "col", class: "number" }, "Row"));
      for (const title of data.keep) row.append(element("th", { scope: "col" }, title));
    }
    for (const title of PEN) row.append(element("th", { scope: "col", class: "paper" }, title));
    this.#columns = row.children.length;
    const head = element("thead");
    head.append(row);
    const table = element("table", { class: "log" });
    table.append(
      element("caption", { class: "screen" }, "Open a candidate to see every criterion, with the reason"),
      head,
      this.#body,
    );
    this.root.append(table);
  }

  /** Shows these candidates of one trial. */
  draw(candidates: readonly Candidate[], trial: number, order: Order): void {
    for (const [by, head] of this.#heads)
      head.setAttribute("aria-sort", by !== order.by ? "none" : order.isDown ? "descending" : "ascending");
    this.#body.replaceChildren(...candidates.map((one) => this.#row(one, trial)));
  }

  /** Puts the focus on the row of this place. */
  focus(place: number): void {
    this.#body.querySelectorAll("button")[place]?.focus();
  }

  #row(one: Candidate, trial: number): HTMLElement {
    const row = element("tr");
    const verdicts = one.verdicts[trial] ?? "";
    const [word, style] = ELIGIBILITY[verdicts[0] ?? ""] ?? ["", ""];
    const button = element("button", { type: "button", "aria-expanded": "false" }, one.id === "" ? "(no id)" : one.id);
    button.addEventListener("click", () => this.#toggle(row, button, one, trial));
    const name = element("td");
    name.append(button);
    const file = this.#data.files.length > 1 ? `${this.#data.files[one.file] ?? ""}, ` : "";
    row.append(
      element("td", {}, String(one.number)),
      name,
      element("td", { class: "number" }, `${file}${one.row}`),
      ...one.kept.map((text) => element("td", {}, text)),
      element("td", { class: style }, word),
      this.#named(trial, placesOf(verdicts, "f")),
      this.#open(one, trial, verdicts),
      ...PEN.map(() => element("td", { class: "paper" })),
    );
    return row;
  }

  /** A cell that names criteria; on paper with their labels. */
  #named(trial: number, places: readonly number[]): HTMLElement {
    const cell = element("td");
    for (const [at, place] of places.entries()) {
      const { id = "", label = "" } = this.#data.trials[trial]?.criteria[place] ?? {};
      cell.append(at === 0 ? id : `, ${id}`, element("span", { class: "paper" }, ` ${label}`));
    }
    return cell;
  }

  #open({ problems, details }: Candidate, trial: number, verdicts: string): HTMLElement {
    const cell = this.#named(trial, placesOf(verdicts, "u"));
    for (const problem of problems) cell.append(element("div", {}, `! ${problem}`));
    for (const need of details?.[trial]?.[1] ?? []) cell.append(element("div", {}, `Look up ${need}`));
    return cell;
  }

  #toggle(row: HTMLElement, button: HTMLElement, one: Candidate, trial: number): void {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) row.nextElementSibling?.remove();
    else row.after(this.#details(one, trial));
  }

  #details({ verdicts, details }: Candidate, trial: number): HTMLElement {
    const own = verdicts[trial] ?? "";
    const reasons = new Map(details?.[trial]?.[0].map(([criterion, because, where]) => [criterion, { because, where }]));
    const list = element("ul", { class: "plain" });
    this.#data.trials[trial]?.criteria.forEach(({ id, label }, index) => {
      const letter = own[index + 1] ?? "";
      const verdict = letter.toLowerCase();
      const item = element("li", {}, `${VERDICTS[verdict] ?? ""}  ${id} ${label}${letter === verdict ? "" : " (assumed)"}`);
      const reason = reasons.get(index);
      if (reason !== undefined && reason.because !== "") item.append(element("div", {}, reason.because));
      if (reason !== undefined && reason.where !== "") item.append(element("div", { class: "note" }, reason.where));
      list.append(item);
    });
    const cell = element("td", { colspan: String(this.#columns) });
    if (details === undefined && own[0] !== "n")
      cell.append(element("p", { class: "note" }, "The page has no room for the reasons of this candidate; `explain` has them."));
    cell.append(list);
    const row = element("tr", { class: "more" });
    row.append(cell);
    return row;
  }
}
