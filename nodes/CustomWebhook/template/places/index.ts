export { isHeaderText } from './header';
import type { Target, TemplateOptions } from '../types';
import { headerBytesPlaces, headerPlaces } from './header';
import { jsonPlaces } from './json';
import { queryPlaces } from './query';
import { textPlaces } from './text';
import type { Places } from './types';
import { urlPlaces } from './url';
import { urlPlacesWithRows } from './url-lists';
import { UrlPlace } from './url-states';
import { xmlPlaces } from './xml';

export { jsonPlaces } from './json';
export { isTypedAsJson, jsonIn } from './json-in-text';
export { EMPTY_SEGMENT } from './url';
export { isTextOfXml, xmlPlaces } from './xml';
export type { Places } from './types';

export function placesOf(target: Target, { queryArrays }: Pick<TemplateOptions, 'queryArrays'>): Places {
	if (target === 'form') return { ...placesOf('url', { queryArrays }), start: UrlPlace.Query };
	return target === 'url' && queryArrays !== 'comma' ? urlPlacesWithRows(queryArrays) : PLACES[target];
}

const PLACES: Record<Exclude<Target, 'form'>, Places> = {
	json: jsonPlaces,
	xml: xmlPlaces,
	url: urlPlaces,
	query: queryPlaces,
	header: headerPlaces,
	headerBytes: headerBytesPlaces,
	text: textPlaces,
	part: textPlaces,
};
