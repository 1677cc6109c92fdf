import type { Rendering } from '../rendering';
import type { QueryArrays } from '../types';
import { textOf } from '../values';
import type { Places } from './types';
import { isInQuery, urlPlaces } from './url';

/** The name of the query value that begins at the end of the text. */
const NAME_BEFORE = /(?<=^|[?&])[^?&=#]*(?==$)/;

/** A URL in which a list that is a whole query value gets a parameter for each part, as in a form. */
export function urlPlacesWithRows(queryArrays: Exclude<QueryArrays, 'comma'>): Places {
	const suffix = queryArrays === 'brackets' ? encodeURIComponent('[]') : '';
	return {
		...urlPlaces,
		encode(rendering, value) {
			const text = urlPlaces.encode(rendering, value);
			const start = rendering.out.length;
			if (isInQuery(rendering) && Array.isArray(value))
				rendering.lists.push({ start, end: start + text.length, parts: value });
			return text;
		},
		finish(rendering, field) {
			urlPlaces.finish?.(rendering, field);
			// the last one first, so that the others keep their offsets
			for (const list of rendering.lists.reverse())
				rendering.out = withRows(rendering.out, list, suffix);
		},
	};
}

function withRows(url: string, { start, end, parts }: Rendering['lists'][number], suffix: string): string {
	const before = url.slice(0, start);
	const name = NAME_BEFORE.exec(before)?.[0];
	const after = url.slice(end);
	if (!name || !/^(?:[&#]|$)/.test(after)) return url;
	const rows = parts.map((part) => `${name}${suffix}=${encodeURIComponent(textOf(part).toWellFormed())}`);
	const head = before.slice(0, -`${name}=`.length);
	if (rows.length > 0) return head + rows.join('&') + after;
	return after.startsWith('&') ? head + after.slice(1) : head.slice(0, -1) + after;
}
