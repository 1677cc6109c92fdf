/** The `Link` header: RFC 8288, section 3. Linear. */

/** `<target>`; anything else between links is skipped. */
const TARGET = /<([^>]*)>/y;
/** `; name`, `; name=token` or `; name="quoted"`. */
const PARAMETER =
	/[\t ]*;[\t ]*(?:([\w!#$%&'*+.^`|~-]+)[\t ]*(?:=[\t ]*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?)?/y;

/**
 * The target of the first link to the next page, as written; undefined if there is none. A link with an `anchor`, which
 * is about another page, does not count.
 */
export function nextLink(header: string | readonly string[] | undefined): string | undefined {
	for (const value of [header ?? []].flat()) {
		const target = nextIn(value);
		if (target !== undefined) return target;
	}
	return undefined;
}

function nextIn(value: string): string | undefined {
	let at = value.indexOf('<');
	while (at >= 0) {
		TARGET.lastIndex = at;
		const target = TARGET.exec(value)?.[1];
		if (target === undefined) return undefined;
		const parameters = new Map<string, string>();
		let end = TARGET.lastIndex;
		PARAMETER.lastIndex = end;
		for (let found = PARAMETER.exec(value); found; found = PARAMETER.exec(value)) {
			end = PARAMETER.lastIndex;
			const [, name, quoted, token = ''] = found;
			const key = name?.toLowerCase();
			// of several with the same name, the first counts
			if (key !== undefined && !parameters.has(key))
				parameters.set(key, quoted?.replace(/\\(.)/gs, '$1') ?? token);
		}
		if (isNext(parameters)) return target.trim();
		at = value.indexOf('<', end);
	}
	return undefined;
}

/** `rel` may have several types, compared without case. */
function isNext(parameters: ReadonlyMap<string, string>): boolean {
	const types = (parameters.get('rel') ?? '').toLowerCase().split(/\s+/);
	return types.includes('next') && !parameters.has('anchor');
}
