/**
 * The word lists of the first screen, matched against folded text (lower case, hyphens as blanks). They are short on
 * purpose: only what is clear without understanding the sentence. `\b` bounds every entry.
 */

const list = (...patterns: string[]): RegExp => new RegExp(`\\b(?:${patterns.join('|')})\\b`, 'g');

/** Taken out of the text before anything is looked for: ordinary phrases that contain a listed word. */
export const HARMLESS = list(
  // colours, cloth and parts of garments
  'nude (?:tones?|palettes?|colou?rs?|shades?|hues?|beige|pink|walls?|heels|pumps|lips(?:tick)?|tights|leather|silk|tulle)',
  'baby ?(?:blue|pink|doll)s?',
  'kid (?:leather|skin|gloves)',
  // buildings and rooms
  'shotgun (?:house|houses|shack|home)',
  '(?:bare|naked) (?:light ?)?bulbs?',
  'naked (?:concrete|brick|steel|flames?|eye)',
  'butcher block',
  'bleeding edge',
  // medicine
  'sex (?:chromosomes?|hormones?|determination|differences?|organs?)',
  'suicide (?:prevention|hotline|helpline|awareness|gene|doors?|memorial)',
  'spic and span',
);

/** What makes a listed word a subject of art, history or teaching. */
export const ART = list(
  'sculptures?', 'statues?', 'statuary', 'marble', 'bronze', 'figurines?', 'busts?', 'paintings?', 'fresco(?:es)?', 'reliefs?',
  'renaissance', 'baroque', 'classical', 'life drawing', 'museums?', 'galler(?:y|ies)',
); // prettier-ignore
export const REMEMBRANCE = list(
  'memorials?', 'monuments?', 'museums?', 'documentation', 'historical', 'history', 'exhibitions?', 'archives?', 'remembrance',
); // prettier-ignore
export const TEACHING = list(
  'anatom(?:y|ical)', 'mri', 'ct', 'ultrasound', 'histolog(?:y|ical)', 'pathology', 'surg(?:ery|ical)', 'medical', 'clinical',
  'cross section', 'diagram', 'urolog(?:y|ical)', 'gyn(?:a?e)colog(?:y|ical)', 'forensic',
); // prettier-ignore

export const SEXUAL = list(
  'porn(?:o|ographic|ography)?', 'hentai', 'nsfw', 'xxx', 'blow ?jobs?', 'hand ?jobs?', 'cum ?shots?', 'masturbat(?:e|es|ing|ion)',
  'orgasms?', 'orgy', 'orgies', 'bdsm', 'erotica?', 'sex (?:scenes?|acts?|tapes?|toys?|positions?|slaves?)',
  '(?:having|have|has) (?:rough )?sex', 'sexual (?:acts?|intercourse)', 'topless', 'upskirt', 'strip ?tease', 'undress(?:es|ed|ing)? (?:her|him|them)',
  '(?:spread|open) legs', 'deep ?nudes?', 'fetish (?:scene|porn|video)',
); // prettier-ignore
export const UNCLOTHED = list('nudes?', 'nudity', 'naked', 'unclothed', 'without (?:any )?cloth(?:es|ing)');
export const PEOPLE = list(
  'wom[ae]n', 'm[ae]n', 'girls?', 'boys?', 'models?', 'people', 'persons?', 'couples?', 'lad(?:y|ies)', 'bod(?:y|ies)', 'actress(?:es)?', 'actors?',
  'she', 'he', 'her', 'him', 'wife', 'husband', 'girlfriend', 'boyfriend', 'selfies?',
); // prettier-ignore
export const SUGGESTIVE = list(
  'sexy',
  'seductive(?:ly)?',
  'sexual(?:ly|ised|ized)?',
  'lingerie',
  'lustful',
  'provocative(?:ly)?',
  'thongs?',
);
export const MINORS = list(
  'child(?:ren)?', 'kids?', 'minors', 'under ?aged?', 'toddlers?', 'infants?', 'bab(?:y|ies)', 'pre ?teens?', 'teen(?:age(?:d|rs?)?|s)?',
  'school ?(?:girl|boy|child|kid)(?:s|ren)?', '(?:little|young|small) (?:girl|boy)s?', 'loli(?:ta|con)?s?', 'shota(?:con)?',
  '(?:[1-9]|1[0-7]) ?(?:years?|yrs?|yo)(?: old)?',
); // prettier-ignore

export const VIOLENCE = list(
  'gor(?:e|y)', 'dismember(?:ed|ing|ment)?', 'behead(?:ed|ing)?s?', 'decapitat(?:e|ed|ing|ion)', 'mutilat(?:e|ed|ing|ion)', 'disembowel(?:led|ed|ling|ing)?',
  'massacres?', 'blood ?baths?', 'blood (?:soaked|splattered|spattered|drenched)', 'tortur(?:ed|ing) (?:a |the )?(?:man|woman|people|prisoners?|victims?|child(?:ren)?|animals?)',
  '(?:people|man|woman|men|women|person|prisoner|child(?:ren)?) (?:being |getting )?(?:tortured|murdered|stabbed|executed|lynched|slaughtered)',
  '(?:mass|school) shooting', 'lynching', 'snuff (?:film|video|movie)', 'murder(?:ing|ed)? (?:a |the |of a )?(?:man|woman|people|person|victims?|child(?:ren)?)', 'mangled (?:corpses?|bod(?:y|ies))',
  'pile of (?:corpses|dead bodies|bodies)', 'guts spilling', 'severed (?:heads?|limbs?|hands?)',
); // prettier-ignore

export const HATE = list(
  'nazis?', 'swastikas?', 'heil hitler', 'hitler', 'white (?:power|supremac(?:y|ists?))', 'kkk', 'ku klux klan', 'ethnic cleansing', 'sub ?humans?',
  'nigg(?:er|a)s?', 'faggots?', 'kikes?', 'gas (?:the )?jews', '(?:jews|muslims|blacks|gays|immigrants|refugees) are (?:vermin|rats|animals|filth|trash)',
); // prettier-ignore

export const SELF_HARM = list(
  'suicides?', 'suicidal', 'kill(?:ing)? (?:myself|himself|herself|themselves|yourself)', 'self harm(?:ing)?', 'hang(?:ing)? (?:myself|himself|herself|themselves)',
  '(?:cut|cutting|slit|slitting|slashed|slashing) (?:my |her |his |their |your )?wrists?', 'thinspo', 'thinspiration', 'pro ana',
); // prettier-ignore

/** Well-known living people, as written; a building or foundation that bears the name is no person. */
export const REAL_PEOPLE = new RegExp(
  `\\b(?:${[
    'donald trump', 'joe biden', 'barack obama', 'michelle obama', 'kamala harris', 'vladimir putin', 'volodymyr zelensky', 'xi jinping', 'emmanuel macron',
    'olaf scholz', 'angela merkel', 'friedrich merz', 'giorgia meloni', 'narendra modi', 'keir starmer', 'elon musk', 'jeff bezos', 'mark zuckerberg', 'bill gates',
    'taylor swift', 'kim kardashian', 'kanye west', 'beyonce', 'rihanna', 'billie eilish', 'ariana grande', 'lady gaga', 'justin bieber', 'selena gomez', 'dua lipa',
    'emma watson', 'scarlett johansson', 'tom cruise', 'tom hanks', 'brad pitt', 'angelina jolie', 'leonardo dicaprio', 'keanu reeves', 'zendaya', 'timothee chalamet',
    'lionel messi', 'cristiano ronaldo', 'lebron james', 'pope francis', 'pope leo', 'king charles', 'prince harry', 'meghan markle', 'greta thunberg',
  ].join('|')})(?:'s)?\\b(?! (?:towers?|buildings?|museum|library|hall|cent(?:er|re)|stadium|airport|house|foundation|institute|plaza))`,
  'g',
); // prettier-ignore

/** A likeness of somebody named, whoever it is; matched against the prompt as written, for its capitals. */
export const LIKENESS =
  /\b(?:deep ?fake|likeness|look-?alike|exact face|body double|impersonation)s? (?:of|for) (?:my |the )?\p{Lu}\p{Ll}+(?: \p{Lu}[\p{Ll}.'-]+)+/u;
