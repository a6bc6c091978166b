/** The names by which companions call a column: `PLT unit` after `PLT`, `platelets.unit` after `platelets.value`. */
import type { Field } from "../language/model.js";
import { headingForms, stemsOf } from "./heading.js";

const VALUE = /\.value$/i;

/** The heading without the word for its own part of a quantity: `platelets.value` is called as `platelets` is. */
export function quantityOf(heading: string): string {
  return heading.replace(VALUE, "");
}

/** The names by which companions call the column of values with that heading. */
export function stemsOfValue(heading: string, field: Field): ReadonlySet<string> {
  const own = stemsOf(headingForms(heading), field);
  return VALUE.test(heading) ? new Set([...own, ...stemsOf(headingForms(quantityOf(heading)), field)]) : own;
}
