/** Closed lists of the licence terms. A value outside them is unknown, and what is unknown denies. */
export const USES = ['commercial', 'editorial', 'research', 'internal', 'education', 'personal'] as const;
export type Use = (typeof USES)[number];

export const PURPOSES = ['train', 'test', 'generate', 'distribute', 'display'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const ACTIONS = [
  'attribution',
  'include-licence',
  'indicate-changes',
  'share-alike',
  'notify-licensor',
] as const;
export type Action = (typeof ACTIONS)[number];

/** ISO 3166-1 alpha-2, as of 2024. Exceptional reservations (EU, UK, …) are not territories. */
export const TERRITORIES: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY ' +
    'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK ' +
    'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR ' +
    'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ' +
    'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM ' +
    'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF ' +
    'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

export const isUse = (value: string): value is Use => (USES as readonly string[]).includes(value);
export const isPurpose = (value: string): value is Purpose => (PURPOSES as readonly string[]).includes(value);
export const isAction = (value: string): value is Action => (ACTIONS as readonly string[]).includes(value);
/** '*' stands for the whole world. */
export const isTerritory = (value: string): boolean => value === '*' || TERRITORIES.has(value);
