import type { Target } from '../types';
import { headerPlaces } from './header';
import { jsonPlaces } from './json';
import { queryPlaces } from './query';
import { textPlaces } from './text';
import type { Places } from './types';
import { urlPlaces } from './url';
import { xmlPlaces } from './xml';

export type { Places } from './types';

export function placesOf(target: Target): Places {
	return PLACES[target];
}

const PLACES: Record<Target, Places> = {
	json: jsonPlaces,
	xml: xmlPlaces,
	url: urlPlaces,
	query: queryPlaces,
	header: headerPlaces,
	text: textPlaces,
};
