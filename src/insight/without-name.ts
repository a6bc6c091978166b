/** A sentence about a field, without the field's name at its beginning: it is shown after the label. */
export function withoutName(field: string, because: string): string {
  if (because.startsWith(`${field}: `)) return because.slice(field.length + 2);
  return because.startsWith(`${field} is `) ? because.slice(field.length + 1) : because;
}
