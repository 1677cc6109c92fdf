/** Labels that differ from the words of the parameter's name. */
const LABELS: Readonly<Record<string, string>> = {
	multipartFields: 'Form Fields and Files',
	idempotencyKeyValue: 'Idempotency Key',
	batchEnvelope: 'Envelope',
};
const ABBREVIATIONS = new Set(['json', 'xml', 'soap', 'url', 'mime']);
const WORD = /[A-Z]?[a-z]+/g;

/**
 * A parameter's name in the panel: `jsonBody` → `JSON Body`, `headers.X-Id` → `Headers, X-Id`. An option has its own
 * name only: `options.findBy` → `Find By`.
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
