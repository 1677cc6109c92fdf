import { namedValuesOf, pairsOf } from '../../../nodes/CustomWebhook/outcome/hints/named-values';
import type { BodySettings } from '../../../nodes/CustomWebhook/settings';
import { expectProportional } from '../../support/growth';

const valuesOf = (body: BodySettings) => namedValuesOf(body, (raw) => raw);
const json = (text: string): BodySettings => ({ type: 'json', text });
const xml = (text: string): BodySettings => ({ type: 'xml', source: 'template', text, soapAction: '' });

it.each<[string, BodySettings, unknown]>([
	[
		'members, at any depth',
		json('{"a": {"b": "c"}, "d": [{"e": 1}]}'),
		[
			['b', 'c'],
			['e', '1'],
		],
	],
	['no words that say nothing', json('{"a": null, "b": true}'), []],
	['members of what is not closed', json('{"a": "b", "c'), [['a', 'b']]],
	[
		'elements and attributes',
		xml('<x:a b="c" d=\'e\'>f</x:a>'),
		[
			['x:a', 'f'],
			['b', 'c'],
			['d', 'e'],
		],
	],
	[
		'pairs of a form, decoded',
		{ type: 'formText', text: 'a%5B%5D=b+c&d=e' },
		[
			['a[]', 'b c'],
			['d', 'e'],
		],
	],
	[
		'fields of a multipart form, without its files',
		{
			type: 'multipart',
			parts: [
				{ kind: 'text', name: 'a', value: 'b' },
				{ kind: 'file', name: 'c', binaryProperty: 'data', fileName: '', mimeType: '' },
			],
		},
		[['a', 'b']],
	],
	['nothing of a text', { type: 'text', text: 'a=b', contentType: 'text/plain' }, []],
])('the values of a body by their names: %s', (_what, body, values) => {
	expect(valuesOf(body)).toEqual(values);
});

it('an escape that is none stays as it is typed', () => {
	expect(pairsOf('a=%zz&b=c')).toEqual([
		['a', '%zz'],
		['b', 'c'],
	]);
});

it.each([
	['{"a":"b",', json],
	['"a":"\\"', json],
	['<a', xml],
	['<a b="', xml],
	['<a>b', xml],
	[' a="b" ', xml],
	['a=', (text: string): BodySettings => ({ type: 'formText', text })],
])('%s is read in time proportional to its length', (piece, bodyOf) => {
	expectProportional((length) => valuesOf(bodyOf(piece.repeat(length / piece.length))), 128_000);
});
