/** What scenes of every domain may name. */

export const WEATHERS = ['clear', 'partly-cloudy', 'overcast', 'hazy'] as const;
export type Weather = (typeof WEATHERS)[number];
