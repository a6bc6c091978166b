/**
 * The script of an html report: every candidate, with search, filters, order and reasons. Runs in the reader's browser, sends no request for
 * anything, and puts text into the page only as text. Built into `dist/page.js`; see `report/html/`.
 */
import { PAGE_IDS, type PageData } from "../report/html/data.js";
import { element } from "./elements.js";
import { CandidateList } from "./list.js";
import { type Candidate, candidatesOf, type Order, type Selection, select } from "./select.js";

/** Rows that are drawn at a time, and on paper. */
const DRAWN = 200;
const PRINTED = 500;

const ELIGIBILITIES = [
  ["", "all"],
  ["e", "✔ eligible"],
  ["u", "? undetermined"],
  ["i", "✘ ineligible"],
  ["n", "no candidate"],
] as const;

const STATES = [
  ["f", "failed"],
  ["u", "open"],
  ["a", "assumed"],
] as const;

class Page {
  readonly #data: PageData;
  readonly #candidates: readonly Candidate[];
  readonly #list: CandidateList;
  readonly #count = element("p", { role: "status", class: "screen" });
  readonly #printed = element("p", { class: "paper" });
  readonly #more = element("button", { type: "button", class: "screen" });
  readonly #search = element("input", { type: "search", id: "search", autocomplete: "off" });
  readonly #eligibility: HTMLSelectElement;
  readonly #trial: HTMLSelectElement;
  readonly #criterion: HTMLSelectElement;
  #order: Order = { by: "list", isDown: false };
  #found: readonly Candidate[] = [];
  #drawn = DRAWN;

  constructor(data: PageData, section: HTMLElement) {
    this.#data = data;
    this.#candidates = candidatesOf(data);
    this.#eligibility = chooser("eligibility", ELIGIBILITIES);
    this.#trial = chooser(
      "trial",
      data.trials.map(({ id }, index) => [String(index), id]),
    );
    this.#criterion = element("select", { id: "criterion" });
    this.#fillCriteria();
    this.#list = new CandidateList(data, (by) => this.#sort(by));
    const form = element("form", { role: "search", "aria-label": "Candidates" });
    form.append(
      labelled(data.keep.length === 0 ? "Search for an ID" : `Search for an ID or ${data.keep.join(", ")}`, this.#search),
    );
    if (data.trials.length > 1) form.append(labelled("Trial", this.#trial));
    form.append(labelled("Eligibility", this.#eligibility), labelled("Criterion", this.#criterion));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      if (event.target === this.#trial) this.#fillCriteria();
      this.#show();
    });
    this.#more.addEventListener("click", () => {
      const first = this.#drawn;
      this.#drawn += DRAWN;
      this.#draw();
      this.#list.focus(first);
    });
    section.append(form, this.#count, this.#printed, this.#list.root, this.#more);
    addEventListener("beforeprint", () => this.#draw(PRINTED));
    addEventListener("afterprint", () => this.#draw());
    this.#show();
  }

  #fillCriteria(): void {
    const criteria = this.#data.trials[this.#trialIndex]?.criteria ?? [];
    const options = criteria.flatMap(({ id, label }, index) =>
      STATES.map(([state, word]) => option(`${state}${index}`, `${id} ${word}: ${label}`)),
    );
    this.#criterion.replaceChildren(option("", "any"), ...options);
  }

  get #trialIndex(): number {
    return Number(this.#trial.value) || 0;
  }

  #sort(by: Order["by"]): void {
    this.#order = { by, isDown: this.#order.by === by && !this.#order.isDown };
    this.#show();
  }

  #show(): void {
    const criterion = this.#criterion.value;
    const selection: Selection = {
      text: this.#search.value,
      trial: this.#trialIndex,
      eligibility: this.#eligibility.value,
      criterion: criterion === "" ? undefined : { state: criterion.slice(0, 1), index: Number(criterion.slice(1)) },
    };
    this.#found = select(this.#candidates, selection, this.#order);
    this.#drawn = DRAWN;
    this.#draw();
  }

  #draw(most = this.#drawn): void {
    const shown = this.#found.slice(0, most);
    this.#list.draw(shown, this.#trialIndex, this.#order);
    const { leftOut } = this.#data;
    const out = leftOut === 0 ? "" : ` ${leftOut} more have no room on this page: -o log.csv writes every one.`;
    const words = `${shown.length} of ${this.#found.length} shown${this.#found.length === this.#candidates.length ? "" : `, of ${this.#candidates.length} in all`}.${out}`;
    this.#count.textContent = words;
    this.#printed.textContent = words;
    const rest = this.#found.length - shown.length;
    this.#more.hidden = rest === 0;
    this.#more.textContent = `Show ${Math.min(rest, DRAWN)} more`;
  }
}

function chooser(id: string, choices: readonly (readonly [value: string, text: string])[]): HTMLSelectElement {
  const select = element("select", { id });
  select.append(...choices.map(([value, text]) => option(value, text)));
  return select;
}

function option(value: string, text: string): HTMLOptionElement {
  return element("option", { value }, text);
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  const label = element("label", { for: control.id }, text);
  label.append(control);
  return label;
}

const section = document.getElementById(PAGE_IDS.candidates);
const data: PageData = JSON.parse(document.getElementById(PAGE_IDS.data)?.textContent ?? "");
if (section !== null) new Page(data, section);
