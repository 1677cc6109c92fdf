import type { INodeParameters } from 'n8n-workflow';

import { readSettings, type Settings } from '../../nodes/CustomWebhook/settings';

/** What the option Test says in a run of this mode. */
const testOf = (values: INodeParameters, mode?: string) => testIn({ test: { values } }, mode);

function testIn(options: INodeParameters, mode = 'manual'): Settings['test'] {
	const source = {
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			name === 'options' ? options : fallback,
		evaluateExpression: (code: string) => code,
		getMode: () => mode,
	};
	return readSettings(source, 0).settings.test;
}

it('is undefined in the editor too if the option was not added', () => {
	expect(testIn({})).toBeUndefined();
	expect(testIn({ timeout: 5 })).toBeUndefined();
});

it('may stand in the options without its group', () => {
	expect(testIn({ testSend: 'first' })).toMatchObject({ send: 'first' });
});

it('sends all items to the service if nothing is set', () => {
	expect(testOf({})).toEqual({ send: 'all', path: '', value: '' });
});

it.each(['trigger', 'webhook', 'integrated', 'error', 'retry'])(
	'is not even read in a run of mode %s',
	(mode) => {
		const broken = { testSend: 'choose', testAddress: 'nowhere', testRecord: '{' };
		expect(testOf(broken, mode)).toBeUndefined();
	},
);

it.each<[INodeParameters, object]>([
	[{ testAddress: ' https://a.example/b ' }, { address: 'https://a.example/b' }],
	[{ testRecord: '{"a": 9007199254740993}' }, { record: { a: '9007199254740993' } }],
	[{ testRecord: { a: 1 } }, { record: { a: 1 } }],
	[
		{ testSend: 'choose', testPath: 'a.b', testValue: 5 },
		{ send: 'choose', path: 'a.b', value: '5' },
	],
	[{ testAddress: ' ', testRecord: ' ' }, {}],
])('reads %j', (values, read) => {
	expect(testOf(values)).toMatchObject(read);
});

it.each<[string, INodeParameters, RegExp]>([
	['options.testSend', { testSend: 'some' }, /takes one of all, first, choose, none/],
	['options.testPath', { testSend: 'choose' }, /is empty; it takes the path/],
	['options.testPath', { testSend: 'choose', testPath: 'a[' }, /"options.testPath": /],
	['options.testAddress', { testAddress: 'catcher' }, /takes the address of a request catcher.*https:/],
	['options.testAddress', { testAddress: 'ftp://a.example' }, /ftp:.*must start with https:/],
	['options.testAddress', { testAddress: 'https://a.example/?b=1' }, /remove what begins with \? or #/],
	[
		'options.testRecord',
		{ testRecord: '{"a": }' },
		/takes the JSON of one item.*line 1, column 7: missing value/,
	],
	['options.testRecord', { testRecord: '[1]' }, /but no object/],
])('names %s as a mistake in %j', (field, values, message) => {
	expect(() => testOf(values)).toThrow(
		expect.objectContaining({
			kind: 'request',
			field,
			message: expect.stringMatching(message) as string,
		}),
	);
});
