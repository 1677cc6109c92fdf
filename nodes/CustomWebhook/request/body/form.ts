import type { NamedTemplate } from '../../settings';
import type { QueryArrays } from '../../template';
import type { Compile } from '../pairs';
import { compilePairs, renderPairs } from '../pairs';
import type { BodyBuilder } from './types';

/** `application/x-www-form-urlencoded` as the URL standard serializes it (section 5.2). */
export function formBody(
	settings: readonly NamedTemplate[],
	compile: Compile,
	queryArrays: QueryArrays,
): BodyBuilder {
	const rows = compilePairs(settings, 'formFields', 'query', compile);
	return (scope) => {
		const fields = new URLSearchParams();
		for (const [name, value] of renderPairs(rows, scope, queryArrays)) fields.append(name, value);
		if (fields.size === 0) return undefined;
		return {
			content: fields.toString(),
			contentType: 'application/x-www-form-urlencoded',
		};
	};
}
