import { compilePath } from '../../nodes/CustomWebhook/formats';
import { addVariables, getPath } from '../../nodes/CustomWebhook/response';
import { readingOf } from '../../nodes/CustomWebhook/response/content-type';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';
import type { VariableName } from '../../nodes/CustomWebhook/settings';
import { compileVariables, mapVariables } from '../../nodes/CustomWebhook/response/variables';
import { judge } from '../../nodes/CustomWebhook/response/verdict';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml/to-object';
import { statuses } from '../support/delivery';
import { code, codesIn, rowsOf, tablesOf, textOf } from './pages';
import { valueOf } from './panel';

const PAGE = 'docs/responses.md';
const text = textOf(PAGE);

it('the XML example becomes the object that stands beside it', () => {
	const [, xml, json] = /`(<a id[^`]+)` is `([^`]+)`/.exec(text)!;
	expect(parseXml(xml!)).toEqual(JSON.parse(json!));
});

describe('paths', () => {
	const { head, rows } = tablesOf(PAGE).find(({ head: [first] }) => first === 'path')!;
	const body = JSON.parse(codesIn(head[1]!)[0]!) as JsonValue;

	it.each(rows)('%s is %s', (path, value) => {
		expect(getPath(body, compilePath(code(path!)!))).toEqual(JSON.parse(code(value!)!));
	});
});

it.each(rowsOf(PAGE, 'Save To', 'lands in'))('a variable of type %s lands in %s', (name, place) => {
	const type = valueOf('Save To', name!) as VariableName['type'];
	const rule = { source: 'body', path: '', dataType: 'auto', defaultValue: '', required: false } as const;
	const answer = { statusCode: 200, statusMessage: '', headers: {}, url: '', body: 'x' };
	const item = addVariables({}, mapVariables(compileVariables([{ ...rule, name: 'a', type }]), answer));
	const path = codesIn(place!)[0]!.replace('<name>', 'a');
	expect(getPath(item, compilePath(path))).toBe('x');
});

describe('formats', () => {
	const READS: Array<[start: string, reading: string]> = [
		['the value', 'json'],
		['a list with the value of each line', 'jsonLines'],
		['a list of the values', 'jsonSequence'],
		['a list of the events', 'events'],
		['a list of the parts', 'multipart'],
		['an object', 'xml'],
		['the text; an object or list, if it is JSON', 'textOrJson'],
		['the text', 'text'],
		['null; a file', 'file'],
	];
	const rows = rowsOf(PAGE, 'type', '`response.body`').filter(([types]) => !types!.startsWith('HEAD'));
	const cases = rows.flatMap(([types, read]) =>
		(types === 'anything else'
			? ['image/png']
			: [...codesIn(types!), ...(types!.includes('no type') ? [''] : [])]
		).map((type) => [
			type.startsWith('text/')
				? type.replace('…', 'csv')
				: type.replace('…+', 'application/vnd.x+').replace('…', 'mixed'),
			READS.find(([start]) => read!.startsWith(start))?.[1],
		]),
	);

	it.each(cases)('%s is read as %s', (type, reading) => {
		expect(readingOf('auto', { mediaType: type!, boundary: 'b' })).toBe(reading);
	});
});

describe('rules', () => {
	const fault = { 'soap:Envelope': { 'soap:Body': { 'soap:Fault': { faultstring: 'no' } } } };
	const BODIES: Record<string, { body: JsonValue; type: string }> = {
		'a SOAP Fault, also in a part of a multipart response, or in a file of any type': {
			body: fault,
			type: 'text/xml',
		},
		'a response with a SOAP Fault, whatever its type says': { body: fault, type: 'application/json' },
		'a response with `errors`, whatever its type says': { body: '{"errors": ["no"]}', type: 'text/html' },
		'a response without a value at **Path**, or with another one than **Equals**': {
			body: { state: 'bad' },
			type: 'application/json',
		},
	};
	const failureOf = (rule: string, { body, type }: { body: JsonValue; type: string }) =>
		judge(
			{
				isSuccess: statuses('2xx'),
				rule: valueOf('Rule', rule) as 'auto',
				path: 'state',
				value: 'ok',
			},
			{ statusCode: 200, statusMessage: 'OK', headers: { 'content-type': type }, body },
			{ isRetryable: statuses('503') },
		)?.kind;

	it.each(rowsOf(PAGE, 'Rule', 'fails').filter(([, what]) => what !== 'nothing else'))(
		'%s fails %s',
		(rule, what) => {
			expect(failureOf(rule!, BODIES[what!]!)).toBe('rule');
			expect(failureOf('Status Only', BODIES[what!]!)).toBeUndefined();
			if (rule === 'Automatic')
				expect(failureOf(rule, { body: fault, type: 'application/json' })).toBeUndefined();
		},
	);
});
