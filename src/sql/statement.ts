/** A statement in steps: each adds columns to those of the step before, so that nothing is computed twice and each line is readable. */
import type { Dialect } from "./dialect.js";
import { column, type Expression, type SqlType } from "./expression.js";
import { printSql, printTable } from "./print.js";

/** The steps, in order. A column may use those of earlier steps. */
export const STEPS = [
  ...(["source", "near", "bounds", "integers", "reading", "follows", "final", "contradictions", "checked"] as const),
  ...(["doubts", "truths", "verdicts", "eligibility"] as const),
] as const;
/** One of them. */
export type Step = (typeof STEPS)[number];

/** Columns as they are defined. */
export class Statement {
  readonly #columns = new Map<Step, { readonly name: string; readonly of: Expression<SqlType> }[]>(
    STEPS.map((step) => [step, []]),
  );

  /** Defines a column in a step. @returns the column, for later steps */
  add<T extends SqlType>(step: Step, name: string, of: Expression<T>): Expression<T> {
    this.#columns.get(step)?.push({ name, of });
    return column(of.type, name);
  }

  /** `WITH source AS (…), …`, and the name of the last step, from which the caller selects. */
  print(dialect: Dialect, table: string): { readonly steps: string; readonly last: string } {
    const printed: string[] = [];
    let last: Step | undefined;
    for (const step of STEPS) {
      const columns = this.#columns.get(step) ?? [];
      if (columns.length === 0) continue;
      const list = columns.map(({ name, of }) => `    ${printSql(of, dialect)} AS ${dialect.identifier(name)}`);
      const from = last ?? printTable(table, dialect);
      printed.push(
        `${step} AS (\n  SELECT${last === undefined ? "" : " *,"}\n${list.join(",\n")}\n  FROM ${from}${dialect.fence}\n)`,
      );
      last = step;
    }
    return { steps: `WITH ${printed.join(",\n")}`, last: last ?? "" };
  }
}
