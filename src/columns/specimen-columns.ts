/** Columns that say in what the values of a row were measured: glucose in urine is not that in blood. */
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { pattern } from "../values/pattern.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { namesOf } from "./heading.js";
import { headingWords, isNameOf, isOfSample, withoutWord } from "./remarks.js";

/** Headings of such columns, alone or around the name of a field. */
export const SPECIMENS = headingWords(
  "specimen specimentype typeofspecimen sampletype typeofsample samplematerial specimenmaterial material matrix bodyfluid fluid",
  "probenmaterial probenart untersuchungsmaterial materialart matériel prélèvement typedeprélèvement naturedeléchantillon typedéchantillon",
  "muestra tipodemuestra materiale tipodicampione campione amostra tipodeamostra materiaal monstermateriaal materiał материал биоматериал",
  "标本类型 标本种类 样本类型 标本 样本 材料 検体 検体種別 検体材料 材料",
);

/** What is no blood. */
const NO_BLOOD = pattern("u")`
  \b(?:urin\p{L}*|\p{L}{1,12}urin|harn\p{L}*|orina|mocz|moc|idrar|csf|cerebrospinal\p{L}*|spinal fluid|liquor|liquido cefalo\p{L}*|lcr|lcs|pmr
    |ascit\p{L}*|aszites\p{L}*|pleura\p{L}*|peritone\p{L}*|punktat|effusion|drain\p{L}*|drainage|dialysat\p{L}*|dialysate|exsudat|transsudat
    |stool|fa?eces|stuhl|selles|heces|feci|fezes|saliva|speichel|salive|sputum|bile|galle|sweat|schweiss|synovial\p{L}*|gelenk\p{L}*
    |amniotic\p{L}*|fruchtwasser|bal|lavage|kal|stolice)(?!\p{L})
  |моч[аеиу]|ликвор|асцит|плевр|кал(?!\p{L})|слюн|мокрот
  |尿|脑脊液|腦脊液|髄液|腹水|胸水|粪|糞|便|唾液|痰|胆汁|引流
`;

/** Whether what a cell of such a column names is not that in which a field is measured; undefined if the column is none. */
export function specimenOf(heading: string, field: Field, ofValue: string): ((cell: string) => boolean) | undefined {
  if (!isOfSample(field)) return undefined;
  const subject = withoutWord(foldHeading(heading), SPECIMENS());
  if (subject === undefined || (subject !== "" && !isNameOf(subject, field, ofValue))) return undefined;
  return namesOf(field).concat(ofValue).some(isNoBlood) ? undefined : isNoBlood;
}

function isNoBlood(text: string): boolean {
  return NO_BLOOD.test(withoutAccents(foldSpelling(text)).replaceAll("_", " "));
}
