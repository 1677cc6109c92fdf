/** Names that the panel does not write as the words of the parameter. */
const LABELS: Readonly<Record<string, string>> = {
	multipartFields: 'Form Fields and Files',
	idempotencyKeyValue: 'Idempotency Key',
	batchEnvelope: 'Envelope',
};
const ABBREVIATIONS = new Set(['json', 'xml', 'soap', 'url', 'mime']);
const WORD = /[A-Z]?[a-z]+/g;

/**
 * What the panel calls a parameter: `jsonBody` → `JSON Body`, `headers.X-Id` → `Headers, X-Id`. An option goes by its
 * own name: `options.findBy` → `Find By`.
 */
export function fieldLabel(field: string): string {
	const [name = '', ...rest] = field.replace(/^options\./, '').split('.');
	const label = LABELS[name] ?? wordsOf(name);
	return rest.length === 0 ? label : `${label}, ${rest.join('.')}`;
}

function wordsOf(name: string): string {
	return (name.match(WORD) ?? [name]).map(titled).join(' ');
}

function titled(word: string): string {
	const lower = word.toLowerCase();
	if (lower === 'curl') return 'cURL';
	return ABBREVIATIONS.has(lower)
		? lower.toUpperCase()
		: `${lower.charAt(0).toUpperCase()}${lower.slice(1)}`;
}
