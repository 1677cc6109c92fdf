import type { NamedTemplate } from '../../settings';
import type { QueryArrays } from '../../template';
import type { Compile } from '../pairs';
import { compilePairs, renderPairs } from '../pairs';
import { formInCharset } from './in-charset';
import type { BodyBuilder } from './types';

/** `application/x-www-form-urlencoded` as the URL standard serializes it (section 5.2). */
export function formBody(
	settings: readonly NamedTemplate[],
	compile: Compile,
	queryArrays: QueryArrays,
): BodyBuilder {
	const rows = compilePairs(settings, 'formFields', 'query', compile);
	return (scope, _files, typed) => {
		const fields = new URLSearchParams();
		for (const [name, value] of renderPairs(rows, scope, queryArrays)) fields.append(name, value);
		if (fields.size === 0) return undefined;
		return {
			content: formInCharset(fields.toString(), 'formFields', typed?.contentType),
			contentType: 'application/x-www-form-urlencoded',
		};
	};
}
