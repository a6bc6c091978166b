/** Notes that say of an answer that it may also mean that nobody looked: `0 = not assessed`, `0 = no or unknown`, `no = no MRI was done`. */
import { missingWord } from "./missing.js";
import { pattern } from "./pattern.js";
import type { MissingReason } from "./reading.js";
import { withoutAccents } from "./text.js";

/** What stands between the meanings of one answer. */
const OR = /[/|,;()[\]，、；（）]|(?<=[\s(,;/])(?:or|and|oder|und|bzw\.|o\.|ou|et|o|u|y|e|of|en|или|и)(?=\s)|或者?|和|または/u;
const QUOTES = /^["'“„«»”\s]+|["'“„«»”.\s]+$/gu;

/** A cell may be blank, and a result too low to be measured is one. */
const SAID: ReadonlySet<MissingReason> = new Set<MissingReason>(["blank", "dash", "below-limit", "above-limit"]);

/** What is measurable is a finding of its own. */
const MEASURABLE = /mess?bar|mesurable|medible|misurabile/u;

/** Longer ones are prose. */
const LONGEST = 80;

/** Nobody looked, or wrote it down, in words that are no whole cell. */
const NOT_DONE = pattern("u")`
  (?:^|\s)(?:(?:not|never) (?:\p{L}+ ){0,2}(?:assess|evaluat|examin|test|done|perform|known|documented|record|measured|available|imaged|check|investigat|screened|determin) // English
    |(?:no|without|lack of) (?:(?:brain|cranial|head|current|recent|further) )?(?:c?mri|ct|pet|scan|imaging|exam|test|assessment|info|data|documentation|report|record|record|result)(?:s|ed)?\b
    |(?:unknown|undetermined|unassessed|undocumented|missing|pending)\b
    |(?:nicht|nie|noch nicht) (?:\p{L}+ ){0,2}(?:untersuch|erhoben|erfasst|beurteil|bestimm|gemessen|durchgef|erfolgt|bekannt|dokumentiert|gemacht|gepruft|abgekl) // German
    |(?:keine?|ohne) (?:\p{L}+ )?(?:c?mrt|ct|pet|bildgebung|untersuchung|angabe|daten|info|dokumentation|befund|diagnostik|staging)
    |(?:unbekannt|unklar|fehlt|fehlend|ausstehend)(?!\p{L})
    |(?:non|pas|jamais|pas encore) (?:fait|realis|effectu|evalu|recherch|renseign|connu|document|explor|precis) // French
    |(?:pas d['e’]\s?|sans |aucune? )(?:irm|imagerie|scanner|tdm|donnee|information|examen|exploration)
    |no (?:se )?(?:ha |fue )?(?:realiz|evalua|hecho|hizo|conoc|consta|document|estudi|explor) // Spanish
    |(?:sin|senza|sem) (?:rm|irm|tac|tc|imagen|imagem|immagin|dato|dado|estudio|esame|exame|informa)
    |non (?:eseguit|valutat|fatt|effettuat|not[oa]\b|conosciut|document|indagat) // Italian
    |nao (?:realizad|avaliad|feit|conhecid|document|investigad) // Portuguese
    |не (?:\S+ )?(?:обслед|оценив|провод|выполн|известн|исследов|определя) // Russian
    |нет (?:данных|сведений|информации|снимк)
  )
  |^(?:未(?:查|做|检|檢|评|評|测|測|行|进行|知|记录|記錄|检查)|没(?:做|查|检)|不详|不詳|不明|无(?:数据|资料|记录|结果)) // Chinese
  |^未(?:検|実施|施行|測定|評価)|(?:検査|実施|測定|評価)(?:せず|していない|なし) // Japanese
`;

/** Whether what an answer is said to mean, folded, is also that nothing is known. */
export function mayBeUnknown(meaning: string): boolean {
  return meaning.split(OR).some((part) => isUnknown(part.replace(QUOTES, "")));
}

function isUnknown(part: string): boolean {
  if (part === "" || part.length > LONGEST) return false;
  const reason = missingWord(part);
  if (reason !== undefined) return !SAID.has(reason) && !MEASURABLE.test(part);
  return NOT_DONE.test(withoutAccents(part));
}
