/** A sentence about a field, without the field's name in front: where it is shown, a label stands before it. */
export function withoutName(field: string, because: string): string {
  if (because.startsWith(`${field}: `)) return because.slice(field.length + 2);
  return because.startsWith(`${field} is `) ? because.slice(field.length + 1) : because;
}
