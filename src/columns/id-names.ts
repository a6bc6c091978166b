/** Headings under which registries and sites identify a candidate. Only whole words count; nothing is matched by similarity. */
import { foldHeading } from "../values/heading.js";
import { withoutAccents } from "../values/text.js";

/** What a heading says about the IDs below it. */
export interface IdName {
  /** The lowest is the id where nobody names one. */
  readonly rank: number;
  /** Numbers that each site gives: two sites may give the same one to two persons. */
  readonly isOfSite: boolean;
  /** Where there are several sites, its heading must be named together with theirs. */
  readonly needsSite: boolean;
  /** Certainly an ID: `Patient` alone may be a name, and two persons may share one. */
  readonly isSure: boolean;
}

/** Words, and the longest of them. Sets and not patterns: patterns of so many words take longer to build than a short list to screen. */
interface Words {
  readonly all: ReadonlySet<string>;
  readonly longest: number;
}

function words(...texts: readonly string[]): Words {
  return union({ all: new Set(withoutAccents(texts.join(" ")).split(/\s+/)), longest: 0 });
}

function union(...groups: readonly Words[]): Words {
  const all = new Set(groups.flatMap((group) => [...group.all]));
  return { all, longest: Math.max(...[...all].map((word) => word.length)) };
}

/** Where a word of the group may end that begins at one of these places. */
function after(text: string, places: Iterable<number>, { all, longest }: Words): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const place of places)
    for (let end = place + 1; end <= Math.min(place + longest, text.length); end++)
      if (all.has(text.slice(place, end))) ends.add(end);
  return ends;
}

/** The same for any number of words in a row, none included. */
function afterAny(text: string, places: Iterable<number>, group: Words): ReadonlySet<number> {
  const ends = new Set(places);
  // A set that grows is walked to its new end.
  for (const place of ends) for (const end of after(text, [place], group)) ends.add(end);
  return ends;
}

const NUMBER = words(
  "id ids ident identifier identification identifiant identificador identificatore identificativo identificación identifikation",
  "identifikations identificatie identyfikator nummer number num no nr n n° nº # nro numero número numéro numer номер № číslo cislo numarası nosu numara tunnus",
  "идентификатор ид 编号 編號 号 號 号码 號碼 标识 标识符 番号 識別番号 번호 식별번호 아이디",
);
const CODE = words(
  "key code código codigo codice kod kód код kennung kennzeichen kennziffer kennnummer 码 代码 コード 識別コード 코드",
);
const ID = union(NUMBER, CODE);
const JOINT = words("de del dela du des d' d’ do da of the el di dell dell' dell’ der van");
const OF_WHAT = words(
  "study trial unique hospital clinic clinical local internal external sponsor global master anonymised anonymized pseudonymised pseudonymized",
  "deidentified de-identified masked studien studie 研究",
);

/** Persons: each in the languages in which fields have headings, and some more; the words that alone can head a column of ids come first. */
const PATIENT = words(
  "patient patiente paciente paziente patiënt doente pasient pacjent hasta potilas пациент пацієнт 患者 病人 환자",
);
const PATIENT_IN_PHRASE = words(
  "patients patienten pat pt pts person persons personen individual client pacientes pazienti patiënten utente pacjenta pacient",
  "pacienta пациента пацієнта больного",
);
const PARTICIPANT = words(
  "participant participante partecipante teilnehmer teilnehmerin studienteilnehmer proband deelnemer deltager deltagare deltaker",
  "uczestnik účastník участник 参与者 參與者 参加者 참가자 참여자",
);
const PARTICIPANT_IN_PHRASE = words("participants probanden volunteer enrollee uczestnika участника");
const SUBJECT = words("subject sujet sujeto soggetto sujeito proefpersoon субъект 受试者 受試者 被験者 피험자 대상자 연구대상자");
const SUBJECT_IN_PHRASE = words("subjects субъекта испытуемого 시험대상자");
const CANDIDATE = words("candidate candidat candidato kandidat kandidaat кандидат 候选人 候选者 候選人 候補者 후보자");
const CANDIDATE_IN_PHRASE = words("candidates kandidaten кандидата");
const CASE = words(
  "case cases caso cas fall fälle casus sprawy случая 病例 症例 個案 증례 screening screen aufnahme enrolment enrollment 筛选 入组",
);
const RECORD = words("record datensatz enregistrement registro 记录 記錄 レコード");

/** The record that a hospital keeps of a person, which is no record of this list. */
const HOSPITAL_RECORD = words(
  "mrn medrec nhs chi nhc ipp nip prontuário prontuario карты медкарты",
  "medicalrecord healthrecord hospitalrecord clinicrecord chart file folder dossier dossierpatient aktenzeichen krankenakte",
  "historiaclínica historiaclinica expediente cartellaclinica processoclínico историиболезни историяболезни",
  "病历 病案 病歷 カルテ 診察券 診療録 등록 차트 병록",
);
const WITHOUT_ID_WORD = words(
  "mrn medrec nhc ipp nip prontuário prontuario aktenzeichen historiaclínica historiaclinica cartellaclinica историяболезни",
);

const SUBJECT_NUMBER = /^(?:subjid|subjno|subjnr|subjnum|subjectn(?:o|r|um|umber)|subject#|numerodesujeto)$/;
const CASE_WORDS = /^(?:住院号|住院號|门诊号|門診號|就诊号|就診號|登记号|入院番号|登録番号|pesel|nosologico)$/;

/** Whether a folded heading is a name. */
type Test = (folded: string) => boolean;

/** `Patient-ID`, `ID patient`, `N° de patient`, `Study participant identifier`. */
function phrase(nouns: Words, id: Words = ID): Test {
  return (text) => {
    const begin = afterAny(text, [0], OF_WHAT);
    const one = after(text, after(text, begin, nouns), id);
    if (one.has(text.length) || after(text, one, id).has(text.length)) return true;
    const first = after(text, begin, id);
    const ids = new Set([...first, ...after(text, first, id)]);
    return after(text, [...ids, ...after(text, ids, JOINT)], nouns).has(text.length);
  };
}

const alone =
  ({ all }: Words): Test =>
  (text) =>
    all.has(text);
const fits =
  (pattern: RegExp): Test =>
  (text) =>
    pattern.test(text);

const RECORD_ID = words("id ids identifier 标识 编号");
const RECORD_ID_BEFORE = words("id identifiant");

/** `record_id`, `ID de registro`. */
const isRecordId: Test = (text) => {
  if (after(text, after(text, [0], RECORD), RECORD_ID).has(text.length)) return true;
  const ids = after(text, [0], RECORD_ID_BEFORE);
  return after(text, [...ids, ...after(text, ids, JOINT)], RECORD).has(text.length);
};

const isSubjectNumber = fits(SUBJECT_NUMBER);

/** In order: the first that fits is what a heading is, and the first column is the id. */
const NAMES: readonly (readonly [Test, Partial<IdName>?])[] = [
  [fits(/^usubjid$|^uniquesubject(?:identifier|id)$/)],
  [phrase(union(PATIENT, PATIENT_IN_PHRASE))],
  [fits(/^(?:pid|patientbarcode|bcrpatientbarcode)$/)],
  [phrase(union(PARTICIPANT, PARTICIPANT_IN_PHRASE))],
  [phrase(union(CANDIDATE, CANDIDATE_IN_PHRASE))],
  [phrase(union(SUBJECT, SUBJECT_IN_PHRASE))],
  [isRecordId],
  [fits(/^(?:id|ids|identifier|identifiant|identificador|identificativo|kennung|pseudonym|pseudonyme|编号|編號)$/)],
  [alone(WITHOUT_ID_WORD)],
  [phrase(HOSPITAL_RECORD)],
  [fits(/^hospital(?:no|nr|num|number|#)$/)],
  [alone(union(PATIENT, PARTICIPANT, SUBJECT, CANDIDATE)), { isSure: false }],
  [isSubjectNumber, { isOfSite: true, needsSite: true }],
  [phrase(CASE, NUMBER), { isOfSite: true }], // a code may be that of a finding
  [fits(CASE_WORDS), { isOfSite: true }],
];

/** `Number of patients` and the like: how many there are. */
const COUNT =
  /^(?:n|no|num|number|numero|nombre|anzahl)(?:of|de|di|des)?(?:patients|subjects|participants|candidates|cases|persons|patienten|probanden|pacientes|pazienti|participantes|sujetos)$/;

const LONGEST = 60;

/** What a heading says of ids; undefined: nothing. Numbers of rows (`No.`, `#`), studies and visits are none. */
export function idName(heading: string): IdName | undefined {
  const folded = foldHeading(heading);
  if (folded === "" || folded.length > LONGEST || COUNT.test(folded)) return undefined;
  // A subject's number is no `subject` with any word for an id: it has its own place in the order.
  const rank = isSubjectNumber(folded)
    ? NAMES.findIndex(([test]) => test === isSubjectNumber)
    : NAMES.findIndex(([test]) => test(folded));
  const [, name] = NAMES[rank] ?? [];
  return rank < 0 ? undefined : { rank, isOfSite: false, needsSite: false, isSure: true, ...name };
}

const SITE = words(
  "site center centre zentrum zentrums prüfzentrum prüfzentrums studienzentrum studienzentrums prüfstelle prüfstellen centro centrum sito ośrodek центр центра 中心 研究中心 分中心 机构",
  "hospital krankenhaus klinik clinic institution hôpital hopital ospedale ziekenhuis клиника больница 医院 醫院 施設 病院 기관 병원",
);
const SITE_ID = union(ID, words("name 名 名称"));

/** `Site`, `site_id`, `Studienzentrum Nr.`, `ID del centro`. */
const isSite: Test = (text) => {
  const begin = afterAny(text, [0], OF_WHAT);
  if (afterAny(text, after(text, begin, SITE), SITE_ID).has(text.length)) return true;
  const ids = after(text, begin, ID);
  return after(text, [...ids, ...after(text, ids, JOINT)], SITE).has(text.length);
};

/** Whether a heading is that of the sites at which candidates are seen. */
export function isSiteName(heading: string): boolean {
  const folded = foldHeading(heading);
  return folded.length <= LONGEST && idName(heading) === undefined && isSite(folded);
}
