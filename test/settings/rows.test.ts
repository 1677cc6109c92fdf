import { ParameterReader } from '../../nodes/CustomWebhook/settings/reader';
import { headerRows, namedTemplates } from '../../nodes/CustomWebhook/settings/rows';
import { failureOf } from '../template/render';

/** Expressions are evaluated to what stands between `{{ "` and `" }}`. */
function readerOf(name: string, rows: unknown): ParameterReader {
	return new ParameterReader(
		{
			getNodeParameter: (wanted, _index, fallback) => (wanted === name ? rows : fallback),
			evaluateExpression: (code) => JSON.parse(code.replace(/^\{\{|\}\}$/g, '')) as string,
		},
		0,
	);
}

const headers = (...header: unknown[]) => headerRows(readerOf('headers', { header }));
const parameters = (...parameter: unknown[]) =>
	namedTemplates(readerOf('queryParameters', { parameter }), 'queryParameters', 'parameter');

it.each([
	['parameters', parameters],
	['headers', headers],
])('Rows of %s keep their order and their values as typed; only names are trimmed', (_what, read) => {
	const rows = read(
		{ name: ' b ', value: ' 1 ' },
		{ name: 'a', value: '={{ $json.x }}' },
		{ name: 'c', value: 7 },
	);
	expect(rows).toEqual([
		{ name: 'b', value: ' 1 ' },
		{ name: 'a', value: '={{ $json.x }}' },
		{ name: 'c', value: '7' },
	]);
});

it.each([
	['parameters', parameters],
	['headers', headers],
])('Of %s, only a row that is empty as a whole is left out', (_what, read) => {
	const rows = read({}, null, { name: '  ', value: '' }, { name: 'a' }, { value: '1' });
	expect(rows).toEqual([
		{ name: 'a', value: '' },
		{ name: '', value: '1' },
	]);
});

it('The name of a header may be an expression; the name of a parameter is a template, which is rendered later', () => {
	const row = { name: '={{ " X-Key " }}', value: '1' };
	expect(headers(row)).toEqual([{ name: 'X-Key', value: '1' }]);
	expect(parameters(row)).toEqual([row]);
});

it('Each row is checked for several in one', () => {
	const pasted = 'Accept: a X-Key: b';
	expect(failureOf(() => headers({ name: 'a', value: '' }, { name: 'b', value: pasted })).field).toBe(
		'headers',
	);
	expect(failureOf(() => parameters({ name: 'a' }, { name: 'a=1 b=2' })).field).toBe('queryParameters');
});
